import { Button, Checkbox, Popover } from "@mantine/core";
import type { Report, ReportRow, ReportTable } from "@servicedesk/protocol";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { ListFailed, ListSkeleton } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText, exactTime } from "../time/format.ts";
import { FigureDialog } from "./FigureDialog.tsx";
import { FigureGrid } from "./FigureGrid.tsx";
import { IntervalBar } from "./IntervalBar.tsx";
import { csvPath, type ReportAsked, reportApi } from "./reportApi.ts";
import classes from "./TableReport.module.css";
import { chosenColumns, keepColumns } from "./tableRows.ts";
import { useAsked } from "./useAsked.ts";
import { useMetrics } from "./useMetrics.ts";
import { metricName, useWords } from "./words.ts";

const Course = lazy(() => import("./Course.tsx"));

/** A figure that somebody wants to know more about. */
export interface Picked {
  readonly row: ReportRow;
  readonly isTotal: boolean;
  readonly metric: string;
}

/** One table: what is asked, its rows, their course over time, and what is behind each figure. */
export function TableReport({ table }: { table: ReportTable }) {
  const t = useWords();
  const { asked, choice, choose } = useAsked(table);
  const { metrics, code: unknown, retry: readMetrics } = useMetrics();
  const { report, code, again } = useReport(table, asked);
  const [columns, setColumns] = useState<readonly string[]>();
  const [picked, setPicked] = useState<Picked>();
  const shown = useMemo(
    () => columns ?? (metrics ? chosenColumns(table, metrics) : []),
    [columns, metrics, table],
  );
  if (unknown !== undefined) return <ListFailed code={unknown} retry={readMetrics} />;
  if (!metrics) return <ListSkeleton />;
  const kinds = new Map(metrics.map((metric) => [metric.id, metric.kind]));
  return (
    <>
      <IntervalBar choice={choice} choose={choose} />
      <div className={classes.tools}>
        <Columns
          all={metrics.filter((m) => m.table === table).map((m) => m.id)}
          shown={shown}
          choose={(next) => {
            keepColumns(table, next);
            setColumns(next);
          }}
        />
        <Button
          component="a"
          variant="default"
          size="compact-md"
          href={csvPath(table, asked)}
          download
        >
          {t("csv")}
        </Button>
        {report && <Told report={report} />}
      </div>
      {code !== undefined && (
        <div role="alert" className={classes.failed}>
          {t("failed", { code })}{" "}
          <Button size="compact-md" onClick={again}>
            {t("again")}
          </Button>
        </div>
      )}
      {!report && code === undefined && (
        <div aria-label={t("loading")}>
          <ListSkeleton />
        </div>
      )}
      {report && report.per !== "whole" && (
        <Suspense fallback={<ListSkeleton />}>
          <Course report={report} kinds={kinds} columns={shown} />
        </Suspense>
      )}
      {report && (
        <FigureGrid
          report={report}
          columns={shown}
          kinds={kinds}
          pick={(row, metric, isTotal) => setPicked({ row, metric, isTotal })}
        />
      )}
      {picked && (
        <FigureDialog
          picked={picked}
          kind={kinds.get(picked.metric) ?? "count"}
          asked={asked}
          onClose={() => setPicked(undefined)}
        />
      )}
    </>
  );
}

function Told({ report }: { report: Report }) {
  const t = useWords();
  const { locale } = useLanguage();
  return (
    <span className={classes.told} role="status">
      {report.rows.length === 0 ? t("empty") : t("rows", { count: report.rows.length })} ·{" "}
      {t("asOf", { time: dateText(report.asOf, locale, exactTime) })}
    </span>
  );
}

interface ColumnsProps {
  readonly all: readonly string[];
  readonly shown: readonly string[];
  readonly choose: (columns: readonly string[]) => void;
}

function Columns({ all, shown, choose }: ColumnsProps) {
  const t = useWords();
  return (
    <Popover position="bottom-start" width={320} trapFocus withinPortal={false} shadow="md">
      <Popover.Target>
        <Button variant="default" size="compact-md">
          {t("columns")} ({shown.length}/{all.length})
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("columns")}>
        <p className={classes.hint}>{t("columns.hint")}</p>
        <div className={classes.choices}>
          {all.map((id) => (
            <Checkbox
              key={id}
              size="xs"
              label={metricName(t, id)}
              checked={shown.includes(id)}
              disabled={shown.length === 1 && shown.includes(id)}
              onChange={(event) =>
                choose(
                  event.currentTarget.checked
                    ? all.filter((one) => one === id || shown.includes(one))
                    : shown.filter((one) => one !== id),
                )
              }
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface Answer {
  readonly report: Report | undefined;
  readonly code: string | undefined;
  readonly again: () => void;
}

/** The report as last asked for; an answer to an earlier question is thrown away. */
function useReport(table: ReportTable, asked: ReportAsked): Answer {
  const [answer, setAnswer] = useState<{ report?: Report; code?: string }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let current = true;
    setAnswer({});
    void reportApi.report(table, asked).then((reply) => {
      if (current) setAnswer(reply.ok ? { report: reply.value } : { code: reply.code });
    });
    return () => {
      current = false;
    };
  }, [table, asked, turn]);
  return { report: answer.report, code: answer.code, again: () => setTurn((n) => n + 1) };
}
