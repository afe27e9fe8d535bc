import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "../../shell/language.tsx";
import { dateText } from "../../time/format.ts";
import { type DateOverride, overrideKinds, type Schedule } from "../desk/model.ts";
import { getAt, setAt } from "../desk/paths.ts";
import { remove } from "../desk/removal.ts";
import { useDraft } from "../desk/useDraft.tsx";
import { Place } from "../fields/Place.tsx";
import { Empty, Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { type DatedEntry, datedEntries, kindOf, newOverride } from "./dates.ts";
import classes from "./DatesEditor.module.css";
import { HolidayImport } from "./HolidayImport.tsx";
import { HoursInput } from "./HoursInput.tsx";
import { MonthCalendar } from "./MonthCalendar.tsx";
import { useDayFaults } from "./useDayFaults.ts";

/** Days that differ from the week: overrides and holidays, in a calendar and in a list. */
export function DatesEditor({ schedule }: { schedule: Schedule }) {
  const t = useWords();
  const { locale } = useLanguage();
  const store = useDraft();
  const place = `schedules[${schedule.id}]`;
  const entries = datedEntries(schedule);
  const overrideFault = useDayFaults(`${place}.overrides`);
  const [importing, setImporting] = useState(false);
  const dated = (date: string) =>
    dateText(`${date}T00:00:00Z`, locale, { dateStyle: "full", timeZone: "UTC" });

  const open = (date: string) => {
    if (kindOf(schedule, date) === undefined) {
      store.edit((desk) =>
        setAt(desk, `${place}.overrides`, [
          ...schedule.overrides,
          { ...newOverride(date, []), kind: "closed" },
        ]),
      );
    }
    const list = schedule.holidays.some((one) => one.date === date) ? "holidays" : "overrides";
    store.seek(`${place}.${list}[${date}]`);
  };
  const pathOfEntry = ({ list, entry }: DatedEntry) => `${place}.${list}[${entry.date}]`;
  const removeEntry = (one: DatedEntry) => {
    const rest = entries.filter((other) => other !== one);
    const beside = rest[Math.min(entries.indexOf(one), rest.length - 1)];
    const path = pathOfEntry(one);
    store.remove(
      one.entry.name ?? dated(one.entry.date),
      remove(store.get().desk, [path]),
      path,
      beside ? pathOfEntry(beside) : `${place}.overrides`,
    );
  };

  return (
    <Section
      title={t("dates.title")}
      text={t("dates.text")}
      actions={
        <Button size="compact-sm" variant="default" onClick={() => setImporting(true)}>
          {t("dates.import")}
        </Button>
      }
    >
      <Place path={`${place}.overrides`} className={classes.both}>
        <MonthCalendar schedule={schedule} onChoose={open} />
        {entries.length === 0 ? (
          <Empty text={t("dates.empty")} sample={t("dates.sample")} />
        ) : (
          <ul className={classes.list} aria-label={t("dates.title")}>
            {entries.map((one) => (
              <li key={`${one.list} ${one.index}`}>
                <Place path={pathOfEntry(one)} className={classes.entry}>
                  <span className={classes.date}>{dated(one.entry.date)}</span>
                  <EntryFields
                    place={place}
                    one={one}
                    fault={one.list === "overrides" ? overrideFault(one.entry.date) : undefined}
                    label={dated(one.entry.date)}
                  />
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t("dates.remove", { date: dated(one.entry.date) })}
                    onClick={() => removeEntry(one)}
                  >
                    {t("remove.remove")}
                  </Button>
                </Place>
              </li>
            ))}
          </ul>
        )}
      </Place>
      <HolidayImport schedule={schedule} opened={importing} onClose={() => setImporting(false)} />
    </Section>
  );
}

interface EntryFieldsProps {
  readonly place: string;
  readonly one: DatedEntry;
  readonly fault: string | undefined;
  readonly label: string;
}

/** Kind, hours, name and what becomes of the night before. */
function EntryFields({ place, one, fault, label }: EntryFieldsProps) {
  const t = useWords();
  const store = useDraft();
  const change = (part: Partial<DateOverride>) =>
    store.edit((desk) => {
      const list = getAt(desk, `${place}.${one.list}`) as readonly object[];
      return setAt(
        desk,
        `${place}.${one.list}`,
        list.map((entry, i) => (i === one.index ? { ...entry, ...part } : entry)),
      );
    });
  const closed = one.list === "holidays" || one.entry.kind === "closed";
  return (
    <div className={classes.fields}>
      {one.list === "overrides" ? (
        <NativeSelect
          size="xs"
          aria-label={t("dates.kind", { date: label })}
          value={one.entry.kind}
          data={overrideKinds.map((kind) => ({ value: kind, label: t(`dates.kind.${kind}`) }))}
          error={closed ? fault : undefined}
          onChange={(event) => {
            const kind = event.currentTarget.value as DateOverride["kind"];
            change(kind === "closed" ? { kind, intervals: [] } : { kind });
          }}
        />
      ) : (
        <span className={classes.holiday}>{t("dates.kind.holiday")}</span>
      )}
      {one.list === "overrides" && !closed && (
        <HoursInput
          path={`${place}.overrides[${one.entry.date}].intervals`}
          label={t("hours.hoursOf", { day: label })}
          intervals={one.entry.intervals}
          error={fault}
          onChange={(intervals) => change({ intervals })}
        />
      )}
      <TextInput
        size="xs"
        aria-label={t("dates.name", { date: label })}
        placeholder={t("dates.namePlaceholder")}
        value={one.entry.name ?? ""}
        onChange={(event) => {
          const name = event.currentTarget.value;
          change(name === "" ? ({ name: undefined } as object) : { name });
        }}
      />
      {closed && (
        <Checkbox
          size="xs"
          label={t("dates.keepTail")}
          checked={one.entry.keepOvernightTail}
          onChange={(event) => change({ keepOvernightTail: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}
