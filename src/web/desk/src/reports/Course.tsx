import "uplot/dist/uPlot.min.css";
import { NativeSelect, useComputedColorScheme } from "@mantine/core";
import type { FigureKind, Report } from "@servicedesk/protocol";
import { useEffect, useMemo, useRef, useState } from "react";
import uPlot from "uplot";
import { useLanguage } from "../shell/language.tsx";
import { dateText } from "../time/format.ts";
import classes from "./Course.module.css";
import { courseOf, type Line, summaryOf } from "./courseLines.ts";
import { figureText } from "./figureText.ts";
import { metricName, useWords } from "./words.ts";

interface CourseProps {
  readonly report: Report;
  readonly kinds: ReadonlyMap<string, FigureKind>;
  readonly columns: readonly string[];
}

/** One figure over time. The table below is its table view; a sentence says what the line shows. */
export default function Course({ report, kinds, columns }: CourseProps) {
  const t = useWords();
  const { locale } = useLanguage();
  const [chosen, choose] = useState<string>();
  const metric = chosen !== undefined && columns.includes(chosen) ? chosen : columns[0];
  const lines = useMemo(
    () => (metric === undefined ? [] : courseOf(report, metric)),
    [report, metric],
  );
  if (metric === undefined) return null;
  const kind = kinds.get(metric) ?? "count";
  const summary = summaryOf(lines);
  const at = (seconds: number) =>
    dateText(seconds * 1000, locale, {
      timeZone: report.zone,
      dateStyle: "medium",
      ...(report.per === "hour" ? { timeStyle: "short" } : {}),
    });
  return (
    <section className={classes.card} aria-labelledby="course-title">
      <div className={classes.top}>
        <h2 id="course-title" className={classes.title}>
          {t("chart.title")}
        </h2>
        <NativeSelect
          aria-label={t("chart.metric")}
          value={metric}
          data={columns.map((id) => ({ value: id, label: metricName(t, id) }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </div>
      {summary ? (
        <>
          <Drawing
            lines={lines}
            kind={kind}
            zone={report.zone}
            label={t("chart.drawing", { metric: metricName(t, metric) })}
          />
          <p className={classes.summary}>
            {t("chart.summary", {
              metric: metricName(t, metric),
              high: figureText(kind, summary.high, locale),
              highAt: at(summary.highAt),
              low: figureText(kind, summary.low, locale),
              lowAt: at(summary.lowAt),
              count: String(summary.count),
            })}
          </p>
        </>
      ) : (
        <p className={classes.summary}>{t("chart.none")}</p>
      )}
    </section>
  );
}

interface DrawingProps {
  readonly lines: readonly Line[];
  readonly kind: FigureKind;
  readonly zone: string;
  readonly label: string;
}

/** Strokes that differ also without colour. */
const dashes: readonly number[][] = [[], [8, 4], [2, 3], [12, 4, 2, 4], [4, 4]];
const height = 200;

function Drawing({ lines, kind, zone, label }: DrawingProps) {
  const { locale } = useLanguage();
  const scheme = useComputedColorScheme("light");
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const style = getComputedStyle(element);
    const ink = (name: string) => style.getPropertyValue(name).trim();
    const inks = ["--desk-brand", "--desk-ok", "--desk-warn", "--desk-late", "--desk-dim"].map(ink);
    const axis = { stroke: ink("--desk-dim"), grid: { stroke: ink("--desk-line"), width: 1 } };
    const size = () => ({ width: Math.max(200, element.clientWidth), height });
    const chart = new uPlot(
      {
        ...size(),
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), zone),
        cursor: { show: false },
        legend: { show: lines.length > 1, live: false },
        axes: [
          axis,
          {
            ...axis,
            size: 70,
            values: (_chart, values) => values.map((value) => figureText(kind, value, locale)),
          },
        ],
        series: [
          {},
          ...lines.map((line, i) => ({
            label: line.label,
            stroke: inks[i % inks.length] ?? "currentColor",
            width: 2,
            dash: dashes[i % dashes.length] ?? [],
            spanGaps: false,
            points: { show: true, size: 5 },
          })),
        ],
      },
      [[...(lines[0]?.at ?? [])], ...lines.map((line) => [...line.values])],
      element,
    );
    const watch = new ResizeObserver(() => chart.setSize(size()));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [lines, kind, zone, locale, scheme]);
  return <div ref={host} className={classes.chart} role="img" aria-label={label} />;
}
