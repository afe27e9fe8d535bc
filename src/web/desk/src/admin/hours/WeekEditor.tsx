import { ActionIcon, Menu } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import { ChevronDownIcon } from "../../shell/icons.tsx";
import { type DayOfWeek, type WeeklyInterval, weekdays } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { getAt } from "../desk/paths.ts";
import { Place } from "../fields/Place.tsx";
import { useDayFaults } from "./useDayFaults.ts";
import { useWords } from "../words.ts";
import { HoursInput } from "./HoursInput.tsx";
import { dayMinutes, timeText } from "./hoursText.ts";
import { cellState, copied, dragged, openMinutes, painted } from "./week.ts";
import classes from "./WeekEditor.module.css";

/** Minutes that one cell stands for. */
const cellMinutes = 30;
const cells = Array.from({ length: dayMinutes / cellMinutes }, (_, i) => i * cellMinutes);

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** A week's hours, to be typed per day and to be painted half hour by half hour. */
export function WeekEditor({ schedule }: { schedule: string }) {
  const t = useWords();
  const store = useDraft();
  const path = `schedules[${schedule}].weekly`;
  const weekly = useDraftState((s) => (getAt(s.desk, path) ?? none) as readonly WeeklyInterval[]);
  const faultOf = useDayFaults(path);
  const [active, setActive] = useState<Cell>({ row: 0, column: 18 });
  const painting = useRef<{ readonly open: boolean; readonly last: Cell }>(undefined);
  const grid = useRef<HTMLDivElement>(null);
  const put = (next: readonly WeeklyInterval[]) => store.put(path, next);

  const paint = ({ row, column }: Cell, open: boolean) => {
    const day = weekdays[row];
    const from = cells[column];
    if (day === undefined || from === undefined) return;
    const now = (getAt(store.get().desk, path) ?? none) as readonly WeeklyInterval[];
    put(painted(now, day, from, from + cellMinutes, open));
  };
  const drag = (to: Cell) => {
    if (!painting.current) return;
    const { open, last } = painting.current;
    painting.current = { open, last: to };
    const day = weekdays[to.row];
    const [from, until] = [cells[last.row === to.row ? last.column : to.column], cells[to.column]];
    if (day === undefined || from === undefined || until === undefined) return;
    const now = (getAt(store.get().desk, path) ?? none) as readonly WeeklyInterval[];
    put(dragged(now, day, from, until, cellMinutes, open));
  };
  const isOpen = ({ row, column }: Cell) =>
    cellState(weekly, weekdays[row] ?? "monday", cells[column] ?? 0) !== "closed";
  const focus = (cell: Cell) => {
    setActive(cell);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${cell.row} ${cell.column}"]`)?.focus();
  };

  const pressed = (event: KeyboardEvent, at: Cell) => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      paint(at, !isOpen(at));
      return;
    }
    const next = moved(event.key, at);
    if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) paint(next, isOpen(at));
    focus(next);
  };

  return (
    <div
      className={classes.week}
      ref={grid}
      role="grid"
      aria-label={t("hours.week")}
      data-own-arrows
    >
      <div className={classes.head} aria-hidden="true">
        <span />
        <span />
        <span className={classes.scale}>
          {[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => (
            <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
              {timeText(hour * 60)}
            </span>
          ))}
        </span>
        <span />
      </div>
      {weekdays.map((day, row) => {
        const name = t(`day.${day}`);
        const dayPath = `${path}[${day}]`;
        return (
          <div className={classes.row} role="row" key={day}>
            <span className={classes.day} role="rowheader">
              {name}
            </span>
            <div role="gridcell" className={classes.text}>
              <Place path={dayPath}>
                <HoursInput
                  path={dayPath}
                  label={t("hours.hoursOf", { day: name })}
                  intervals={weekly.filter((one) => one.day === day)}
                  error={faultOf(day)}
                  onChange={(intervals) =>
                    put([
                      ...weekly.filter((one) => one.day !== day),
                      ...intervals.map((one) => ({ ...one, day })),
                    ])
                  }
                />
              </Place>
            </div>
            <div className={classes.cells} role="presentation">
              {cells.map((minute, column) => {
                const state = cellState(weekly, day, minute);
                const at = { row, column };
                return (
                  <div
                    key={minute}
                    role="gridcell"
                    className={classes.cell}
                    data-state={state}
                    data-hour={minute % 60 === 0}
                    data-cell={`${row} ${column}`}
                    aria-selected={state !== "closed"}
                    aria-label={t("hours.cell", {
                      context: state,
                      day: name,
                      time: timeText(minute),
                    })}
                    tabIndex={active.row === row && active.column === column ? 0 : -1}
                    onKeyDown={(event) => pressed(event, at)}
                    onFocus={() => setActive(at)}
                    onPointerDown={(event) => {
                      if (event.button !== 0) return;
                      painting.current =
                        event.pointerType === "mouse" ? { open: !isOpen(at), last: at } : undefined;
                      paint(at, !isOpen(at));
                    }}
                    onPointerEnter={(event) => {
                      if (event.buttons === 1) drag(at);
                    }}
                    onPointerUp={() => (painting.current = undefined)}
                  />
                );
              })}
            </div>
            <div role="gridcell">
              <CopyMenu day={day} name={name} onCopy={(to) => put(copied(weekly, day, to))} />
            </div>
          </div>
        );
      })}
      <p className={classes.sum}>
        {t("hours.sum", { count: Math.round((openMinutes(weekly) / 60) * 10) / 10 })}{" "}
        <span className={classes.hint}>{t("hours.keys")}</span>
      </p>
    </div>
  );
}

const none: readonly WeeklyInterval[] = [];

function moved(key: string, { row, column }: Cell): Cell | undefined {
  const lastColumn = cells.length - 1;
  switch (key) {
    case "ArrowLeft":
      return { row, column: Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: Math.min(lastColumn, column + 1) };
    case "ArrowUp":
      return { row: Math.max(0, row - 1), column };
    case "ArrowDown":
      return { row: Math.min(weekdays.length - 1, row + 1), column };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: lastColumn };
    default:
      return undefined;
  }
}

interface CopyMenuProps {
  readonly day: DayOfWeek;
  readonly name: string;
  readonly onCopy: (to: readonly DayOfWeek[]) => void;
}

function CopyMenu({ day, name, onCopy }: CopyMenuProps) {
  const t = useWords();
  const workdays = weekdays.slice(0, 5);
  const after = weekdays[weekdays.indexOf(day) + 1];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t("hours.copy", { day: name })}
        >
          <ChevronDownIcon size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("hours.copy", { day: name })}</Menu.Label>
        {after && <Menu.Item onClick={() => onCopy([after])}>{t(`day.${after}`)}</Menu.Item>}
        <Menu.Item onClick={() => onCopy(workdays)}>{t("hours.workdays")}</Menu.Item>
        <Menu.Item onClick={() => onCopy(weekdays)}>{t("hours.allDays")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
