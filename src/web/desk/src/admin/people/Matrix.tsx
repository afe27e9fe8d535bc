import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from "react";
import { useLanguage } from "../../shell/language.tsx";
import type { Agent, DeskFault } from "../desk/model.ts";
import { isWithin } from "../desk/paths.ts";
import { useDraft } from "../desk/useDraft.tsx";
import { durationText } from "../fields/duration.ts";
import { useWords } from "../words.ts";
import {
  type CellValue,
  digitField,
  type MatrixColumn,
  placeOfCell,
  switched,
  valueAt,
  withField,
  withRange,
} from "./cells.ts";
import { columnWidth } from "./columnWidth.ts";
import classes from "./Matrix.module.css";
import { type CellAt, moved, rangeOf, type Selection } from "./selection.ts";

interface MatrixProps {
  readonly agents: readonly Agent[];
  readonly columns: readonly MatrixColumn[];
  readonly selection: Selection;
  readonly faults: readonly DeskFault[];
  readonly onSelect: (selection: Selection) => void;
  /** The chosen cells are to be edited in detail. */
  readonly onOpen: () => void;
}

const rowHeight = 34;
const headWidth = 168;

/** Agents down, queues or skills across, drawn as far as they are seen. The grid has the focus; it names the active cell. */
export function Matrix({ agents, columns, selection, faults, onSelect, onOpen }: MatrixProps) {
  const t = useWords();
  const store = useDraft();
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: agents.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: rowHeight,
  });
  const [room, setRoom] = useState(0);
  const width = useMemo(
    () =>
      columnWidth(
        columns.map((column) => column.name),
        room - headWidth,
      ),
    [columns, room],
  );
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => width,
    overscan: 4,
    scrollPaddingStart: headWidth,
  });
  useEffect(() => across.measure(), [across, width]);
  useEffect(() => {
    const sheet = scroll.current;
    if (!sheet) return;
    const observer = new ResizeObserver(() => setRoom(sheet.clientWidth));
    observer.observe(sheet);
    return () => observer.disconnect();
  }, []);
  const range = rangeOf(selection, agents.length, columns.length);
  const { active } = selection;
  const dragging = useRef(false);
  useEffect(() => {
    const stop = () => (dragging.current = false);
    addEventListener("pointerup", stop);
    return () => removeEventListener("pointerup", stop);
  }, []);

  const select = (next: Selection) => {
    onSelect(next);
    rows.scrollToIndex(next.active.row);
    across.scrollToIndex(next.active.column);
  };
  const pressed = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = moved(selection, event, { rows: agents.length, columns: columns.length, page });
    if (next) select(next);
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "Enter" || event.key === "F2") onOpen();
    else if (!edit(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const chosenRows = () => agents.slice(range.top, range.bottom + 1);
  const chosenColumns = () => columns.slice(range.start, range.end + 1);
  const edit = (key: string): boolean => {
    const first = columns[active.column];
    const agent = agents[active.row];
    if (!first || !agent) return false;
    if (key === " ") {
      const on = valueAt(agent, first) === undefined;
      change((one, column) => switched(one, column, on));
    } else if (key === "Delete" || key === "Backspace") {
      change((one, column) => switched(one, column, false));
    } else if (/^\d$/.test(key)) {
      change((one, column) => {
        const field = digitField(column, Number(key));
        return field ? withField(one, column, field, Number(key)) : one;
      });
    } else return false;
    return true;
  };
  const change = (by: (agent: Agent, column: MatrixColumn) => Agent) =>
    store.edit((desk) => withRange(desk, chosenRows(), chosenColumns(), by));
  const point = (at: CellAt, extend: boolean) =>
    onSelect({ anchor: extend ? selection.anchor : at, active: at });

  const faulty = useMemo(() => faults.map((fault) => fault.item), [faults]);
  const shownColumns = across.getVirtualItems();
  const shownRows = rows.getVirtualItems();
  const shown =
    shownRows.some((row) => row.index === active.row) &&
    shownColumns.some((column) => column.index === active.column);
  return (
    <div
      ref={scroll}
      id="agents-matrix"
      className={classes.scroll}
      role="grid"
      tabIndex={0}
      aria-label={t("nav.agents")}
      aria-multiselectable="true"
      aria-rowcount={agents.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={shown ? cellId(active) : undefined}
      onKeyDown={pressed}
      data-own-arrows
      style={{ blockSize: `min(62vh, 640px, ${rows.getTotalSize() + rowHeight + 18}px)` }}
    >
      <div
        className={classes.sheet}
        role="presentation"
        style={{
          blockSize: rows.getTotalSize() + rowHeight,
          inlineSize: across.getTotalSize() + headWidth,
        }}
      >
        <div role="row" aria-rowindex={1} className={classes.head}>
          <span role="columnheader" aria-colindex={1} className={classes.corner}>
            {t("label.agents.name")}
          </span>
          {shownColumns.map((column) => (
            <span
              key={column.key}
              role="columnheader"
              aria-colindex={column.index + 2}
              className={classes.column}
              title={columns[column.index]?.name}
              style={{ insetInlineStart: column.start + headWidth, inlineSize: column.size }}
            >
              {columns[column.index]?.name}
            </span>
          ))}
        </div>
        {shownRows.map((row) => {
          const agent = agents[row.index];
          if (!agent) return null;
          return (
            <div
              key={agent.id}
              role="row"
              aria-rowindex={row.index + 2}
              className={classes.row}
              style={{ transform: `translateY(${row.start + rowHeight}px)` }}
            >
              <span role="rowheader" aria-colindex={1} className={classes.name} title={agent.name}>
                <bdi>{agent.name}</bdi>
              </span>
              {shownColumns.map((item) => {
                const column = columns[item.index];
                if (!column) return null;
                const at = { row: row.index, column: item.index };
                const selected =
                  at.row >= range.top &&
                  at.row <= range.bottom &&
                  at.column >= range.start &&
                  at.column <= range.end;
                const place = placeOfCell(agent, column);
                return (
                  <div
                    key={item.key}
                    id={cellId(at)}
                    role="gridcell"
                    aria-colindex={item.index + 2}
                    aria-selected={selected}
                    aria-invalid={faulty.some((one) => isWithin(one, place)) || undefined}
                    className={classes.cell}
                    data-active={at.row === active.row && at.column === active.column}
                    style={{ insetInlineStart: item.start + headWidth, inlineSize: item.size }}
                    onPointerDown={(event) => {
                      if (event.button !== 0) return;
                      dragging.current = event.pointerType === "mouse";
                      point(at, event.shiftKey);
                    }}
                    onPointerEnter={() => dragging.current && point(at, true)}
                    onDoubleClick={onOpen}
                  >
                    <CellText value={valueAt(agent, column)} />
                  </div>
                );
              })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function cellId({ row, column }: CellAt): string {
  return `agents-cell-${row}-${column}`;
}

/** Short for the eye, whole for readers: "1 · 30 s · max 2". */
const CellText = memo(function CellText({ value }: { value: CellValue | undefined }) {
  const t = useWords();
  const { locale } = useLanguage();
  if (!value) return <span className="desk-hidden">{t("matrix.empty")}</span>;
  switch (value.kind) {
    case "capacity":
      return value.capacity;
    case "skill":
      return (
        <>
          <span className={classes.level} data-level={value.level} aria-hidden="true" />
          <span className="desk-hidden">{t("label.agents.skills.level")} </span>
          {value.level}
        </>
      );
    case "channel":
      return value.maxSessions;
    case "queue":
      return (
        <>
          <span className="desk-hidden">{t("label.agents.memberships.priority")} </span>
          <strong>{value.priority}</strong>
          {value.delaySeconds > 0 && (
            <span className={classes.more}>
              {t("matrix.delay", { time: durationText(value.delaySeconds, locale) })}
            </span>
          )}
          {value.rank > 0 && (
            <span className={classes.more}>{t("matrix.rank", { rank: value.rank })}</span>
          )}
          {value.maxSessions !== undefined && (
            <span className={classes.more}>{t("matrix.max", { count: value.maxSessions })}</span>
          )}
        </>
      );
  }
});
