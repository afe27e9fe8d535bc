import type { FigureKind } from "@servicedesk/protocol";
import { clockText, numberFormat } from "../time/format.ts";

/** A figure's number as people read it. Seconds become a clock; an hour and more keeps its hours. */
export function figureText(kind: FigureKind, value: number, locale: string): string {
  switch (kind) {
    case "duration":
    case "totalTime":
      return clockText(Math.round(value) * 1000);
    case "rate":
    case "timeShare":
      return numberFormat(locale, {
        style: "percent",
        minimumFractionDigits: 0,
        maximumFractionDigits: 1,
      }).format(value / 100);
    case "count":
      return numberFormat(locale, {}).format(value);
    case "spread":
      return numberFormat(locale, { maximumFractionDigits: 2 }).format(value);
    default:
      return numberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  }
}
