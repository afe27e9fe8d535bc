import type { AlertKind } from "@servicedesk/protocol";
import { clockText, numberFormat } from "../../time/format.ts";

export type AlertUnit = "seconds" | "percent" | "number";

export function unitOf(symptom: AlertKind): AlertUnit {
  switch (symptom) {
    case "longestWait":
    case "replyDue":
      return "seconds";
    case "serviceLevel":
    case "abandonment":
    case "unansweredOffers":
      return "percent";
    default:
      return "number";
  }
}

/** Whether it is judged queue by queue; the others are the desk's as a whole. */
export function isOfQueue(symptom: AlertKind): boolean {
  return symptom !== "agentsLost" && symptom !== "botFailures";
}

/** The figure of an alert as people read it. */
export function alertFigure(symptom: AlertKind, value: number, locale: string): string {
  switch (unitOf(symptom)) {
    case "seconds":
      return clockText(Math.round(value) * 1000);
    case "percent":
      return numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(
        value / 100,
      );
    default:
      return numberFormat(locale, {}).format(value);
  }
}
