import { ActionIcon } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { BackIcon } from "../../shell/icons.tsx";
import { useLanguage } from "../../shell/language.tsx";
import { dateText } from "../../time/format.ts";
import { type Schedule, weekdays } from "../desk/model.ts";
import { useWords } from "../words.ts";
import { addDays, dateOf, kindOf, weeksOf } from "./dates.ts";
import classes from "./MonthCalendar.module.css";

interface MonthCalendarProps {
  readonly schedule: Schedule;
  /** A day was chosen: to be edited, or made an exception first. */
  readonly onChoose: (date: string) => void;
}

/** One month; days that differ from the week are marked. Arrows move by day, PageUp and PageDown by month. */
export function MonthCalendar({ schedule, onChoose }: MonthCalendarProps) {
  const t = useWords();
  const { locale } = useLanguage();
  const [active, setActive] = useState(() => todayIn(schedule.zone));
  const [year = 1970, month = 1] = active.split("-").map(Number);
  const grid = useRef<HTMLTableElement>(null);
  const follow = useRef(false);
  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-date="${active}"]`)?.focus();
  }, [active]);

  const turn = (months: number) => setActive(dateOf(year, month - 1 + months, 1));
  const pressed = (event: KeyboardEvent) => {
    const next = moved(event.key, active, year, month);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    follow.current = true;
    setActive(next);
  };
  const format = (date: string, options: Intl.DateTimeFormatOptions) =>
    dateText(`${date}T00:00:00Z`, locale, { ...options, timeZone: "UTC" });
  return (
    <div className={classes.calendar}>
      <div className={classes.head}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t("calendar.previous")}
          onClick={() => turn(-1)}
        >
          <BackIcon size={16} />
        </ActionIcon>
        <span className={classes.month} aria-live="polite">
          {format(active, { month: "long", year: "numeric" })}
        </span>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t("calendar.next")}
          className={classes.next}
          onClick={() => turn(1)}
        >
          <BackIcon size={16} />
        </ActionIcon>
      </div>
      <table
        className={classes.grid}
        role="grid"
        aria-label={t("calendar.label")}
        ref={grid}
        data-own-arrows
      >
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day} scope="col" abbr={t(`day.${day}`)}>
                {t(`day.short.${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month - 1).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                const kind = kindOf(schedule, date);
                const outside = Number(date.slice(5, 7)) !== month;
                return (
                  <td key={date}>
                    <button
                      type="button"
                      className={classes.day}
                      data-kind={kind}
                      data-outside={outside}
                      data-date={date}
                      tabIndex={date === active ? 0 : -1}
                      onKeyDown={pressed}
                      onClick={() => {
                        setActive(date);
                        onChoose(date);
                      }}
                      aria-label={`${format(date, { dateStyle: "full" })}${
                        kind ? `, ${t(`dates.kind.${kind}`)}` : ""
                      }`}
                    >
                      {Number(date.slice(8))}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.hint}>{t("calendar.hint")}</p>
    </div>
  );
}

function moved(key: string, date: string, year: number, month: number): string | undefined {
  switch (key) {
    case "ArrowLeft":
      return addDays(date, -1);
    case "ArrowRight":
      return addDays(date, 1);
    case "ArrowUp":
      return addDays(date, -7);
    case "ArrowDown":
      return addDays(date, 7);
    case "PageUp":
      return dateOf(year, month - 2, 1);
    case "PageDown":
      return dateOf(year, month, 1);
    default:
      return undefined;
  }
}

/** The schedule's date now; UTC's where the zone is none. */
function todayIn(zone: string): string {
  try {
    return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(new Date());
  } catch {
    return new Date().toISOString().slice(0, 10);
  }
}
