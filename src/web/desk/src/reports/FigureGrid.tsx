import type { FigureKind, Report, ReportRow } from "@servicedesk/protocol";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useLanguage } from "../shell/language.tsx";
import { dateText } from "../time/format.ts";
import classes from "./FigureGrid.module.css";
import { figureText } from "./figureText.ts";
import { figureOf, type Sorting, sorted } from "./tableRows.ts";
import { metricName, useWords } from "./words.ts";

const rowHeight = 38;
const pageRows = 10;

interface FigureGridProps {
  readonly report: Report;
  readonly columns: readonly string[];
  readonly kinds: ReadonlyMap<string, FigureKind>;
  readonly pick: (row: ReportRow, metric: string, isTotal: boolean) => void;
}

/** A virtual grid: headers sort, arrows move from cell to cell, Enter asks what is behind a figure. The total stays at the foot. */
export function FigureGrid({ report, columns, kinds, pick }: FigureGridProps) {
  const t = useWords();
  const timed = report.per !== "whole";
  const heads = useMemo(() => ["name", ...(timed ? ["time"] : []), ...columns], [timed, columns]);
  const [sorting, setSorting] = useState<Sorting>({ column: timed ? "time" : "name", up: true });
  const rows = useMemo(() => sorted(report, sorting), [report, sorting]);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const lastRow = rows.length + 1;
  const style = { "--columns": heads.length, "--lead": timed ? 2 : 1 } as CSSProperties;

  /** 0 is the header, then the rows, last the total. */
  function moveTo(row: number, column: number) {
    const next = {
      row: Math.min(lastRow, Math.max(0, row)),
      column: Math.min(heads.length - 1, Math.max(0, column)),
    };
    setActive(next);
    if (next.row > 0 && next.row < lastRow) virtual.scrollToIndex(next.row - 1);
    focusCell(next.row, next.column);
  }

  /** At once where the cell is drawn: a focus that came later would take back what further keys moved. */
  function focusCell(row: number, column: number) {
    const find = () =>
      scroller.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`);
    const options = { preventScroll: row === 0 || row === lastRow };
    const drawn = find();
    if (drawn) drawn.focus(options);
    else requestAnimationFrame(() => find()?.focus(options));
  }

  function press(event: KeyboardEvent) {
    const { row, column } = active;
    const to: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + pageRows, column],
      PageUp: [row - pageRows, column],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? lastRow : row, heads.length - 1],
    };
    const target = to[event.key];
    if (!target) return;
    event.preventDefault();
    moveTo(...target);
  }

  const cell = (row: number, column: number) => ({
    "data-cell": `${row}:${column}`,
    tabIndex: active.row === row && active.column === column ? 0 : -1,
    onFocus: () => setActive({ row, column }),
  });
  return (
    <div
      ref={scroller}
      className={classes.scroll}
      role="grid"
      aria-label={t(`table.${report.table}`)}
      aria-rowcount={rows.length + 2}
      aria-colcount={heads.length}
      style={style}
      onKeyDown={press}
    >
      <div className={classes.head} role="row" aria-rowindex={1}>
        {heads.map((name, column) => (
          <Head
            key={name}
            name={name}
            column={column}
            sorting={sorting}
            sort={setSorting}
            cell={cell(0, column)}
          />
        ))}
      </div>
      <div role="rowgroup" style={{ blockSize: virtual.getTotalSize(), position: "relative" }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={`${row.key} ${row.start}`}
                className={classes.row}
                role="row"
                aria-rowindex={index + 2}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Cells
                  row={row}
                  heads={heads}
                  kinds={kinds}
                  report={report}
                  cell={(column) => cell(index + 1, column)}
                  pick={(metric) => pick(row, metric, false)}
                />
              </div>
            )
          );
        })}
      </div>
      <div className={classes.total} role="row" aria-rowindex={rows.length + 2}>
        <Cells
          row={report.total}
          heads={heads}
          kinds={kinds}
          report={report}
          isTotal
          cell={(column) => cell(lastRow, column)}
          pick={(metric) => pick(report.total, metric, true)}
        />
      </div>
    </div>
  );
}

interface CellProps {
  readonly "data-cell": string;
  readonly tabIndex: number;
  readonly onFocus: () => void;
}

interface HeadProps {
  readonly name: string;
  readonly column: number;
  readonly sorting: Sorting;
  readonly sort: (sorting: Sorting) => void;
  readonly cell: CellProps;
}

function Head({ name, column, sorting, sort, cell }: HeadProps) {
  const t = useWords();
  const own = sorting.column === name;
  const label = name === "name" || name === "time" ? t(name) : metricName(t, name);
  return (
    <div
      role="columnheader"
      aria-colindex={column + 1}
      className={classes.headCell}
      data-lead={name === "name" || name === "time"}
      aria-sort={own ? (sorting.up ? "ascending" : "descending") : "none"}
    >
      <button
        type="button"
        className={classes.sort}
        {...cell}
        onClick={() =>
          sort({ column: name, up: own ? !sorting.up : name === "name" || name === "time" })
        }
      >
        {label}
        <span aria-hidden="true">{own ? (sorting.up ? " ▲" : " ▼") : ""}</span>
      </button>
    </div>
  );
}

interface CellsProps {
  readonly row: ReportRow;
  readonly heads: readonly string[];
  readonly kinds: ReadonlyMap<string, FigureKind>;
  readonly report: Report;
  readonly isTotal?: boolean;
  readonly cell: (column: number) => CellProps;
  readonly pick: (metric: string) => void;
}

function Cells({ row, heads, kinds, report, isTotal = false, cell, pick }: CellsProps) {
  const t = useWords();
  const { locale } = useLanguage();
  const name = isTotal
    ? t("total")
    : row.label || (report.by === "none" ? t("total") : t("without"));
  const time = dateText(row.start, locale, {
    timeZone: report.zone,
    ...(report.per === "hour"
      ? { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" }
      : { dateStyle: "medium" }),
  });
  return heads.map((head, column) => {
    if (head === "name" || head === "time") {
      return (
        <div
          key={head}
          role={head === "name" ? "rowheader" : "gridcell"}
          aria-colindex={column + 1}
          className={classes.lead}
          {...cell(column)}
        >
          <bdi>{head === "name" ? name : isTotal ? "" : time}</bdi>
        </div>
      );
    }
    const figure = figureOf(row, head);
    if (!figure) {
      return (
        <div
          key={head}
          role="gridcell"
          aria-colindex={column + 1}
          className={classes.noData}
          {...cell(column)}
        >
          {t("noData")}
        </div>
      );
    }
    const value = figureText(kinds.get(head) ?? "count", figure.value, locale);
    return (
      <div key={head} role="gridcell" aria-colindex={column + 1} className={classes.cell}>
        <button
          type="button"
          className={classes.figure}
          aria-haspopup="dialog"
          aria-label={t("figure.open", { metric: metricName(t, head), row: name, value })}
          {...cell(column)}
          onClick={() => pick(head)}
        >
          {value}
          {!figure.ranked && <span aria-hidden="true"> *</span>}
        </button>
      </div>
    );
  });
}
