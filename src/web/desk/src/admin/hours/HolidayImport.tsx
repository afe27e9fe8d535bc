import { Button, FileButton, NumberInput, Textarea } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../dialogs/Dialog.tsx";
import { useLanguage } from "../../shell/language.tsx";
import { dateText } from "../../time/format.ts";
import { deskApi } from "../desk/deskApi.ts";
import type { HolidayAnswer, Schedule } from "../desk/model.ts";
import { useDraft } from "../desk/useDraft.tsx";
import { useWords } from "../words.ts";
import { newHolidays } from "./dates.ts";
import classes from "./HolidayImport.module.css";

interface HolidayImportProps {
  readonly schedule: Schedule;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const mostYears = 5;

/** Reads the days of an iCalendar file and adds those that the schedule does not have yet. */
export function HolidayImport({ schedule, opened, onClose }: HolidayImportProps) {
  const t = useWords();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("import.title")} size="lg">
      <ImportForm schedule={schedule} onDone={onClose} />
    </Dialog>
  );
}

function ImportForm({ schedule, onDone }: { schedule: Schedule; onDone: () => void }) {
  const t = useWords();
  const { locale } = useLanguage();
  const store = useDraft();
  const [text, setText] = useState("");
  const [years, setYears] = useState(2);
  const [answer, setAnswer] = useState<HolidayAnswer>();
  const [code, setCode] = useState<string>();
  const [busy, setBusy] = useState(false);
  const fresh = answer ? newHolidays(schedule, answer.holidays) : [];

  const read = async (calendar: string) => {
    setBusy(true);
    const reply = await deskApi.holidays(calendar, schedule.zone, new Date().getFullYear(), years);
    setBusy(false);
    setCode(reply.ok ? undefined : reply.code);
    setAnswer(reply.ok ? reply.value : undefined);
  };
  const add = () => {
    const path = `schedules[${schedule.id}].holidays`;
    store.put(
      path,
      [...schedule.holidays, ...fresh].sort((a, b) => a.date.localeCompare(b.date)),
    );
    onDone();
  };
  return (
    <div className={classes.form}>
      <div className={classes.row}>
        <FileButton
          accept="text/calendar,.ics"
          onChange={(file) =>
            void file?.text().then((content) => {
              setText(content);
              return read(content);
            })
          }
        >
          {(props) => (
            <Button size="compact-sm" variant="default" {...props} data-autofocus>
              {t("import.choose")}
            </Button>
          )}
        </FileButton>
        <span>{t("import.or")}</span>
      </div>
      <Textarea
        label={t("import.text")}
        rows={5}
        value={text}
        placeholder="BEGIN:VCALENDAR"
        classNames={{ input: classes.text }}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.row}>
        <NumberInput
          size="xs"
          label={t("import.years")}
          min={1}
          max={mostYears}
          allowDecimal={false}
          value={years}
          hideControls
          onChange={(value) => setYears(Math.min(mostYears, Math.max(1, Number(value) || 1)))}
        />
        <Button
          size="xs"
          disabled={text.trim() === ""}
          loading={busy}
          onClick={() => void read(text)}
        >
          {t("import.read")}
        </Button>
      </div>
      <div role="status">
        {code !== undefined && (
          <p className={classes.bad}>
            {t("import.refused")} <small>({code})</small>
          </p>
        )}
        {answer && (
          <>
            <p className={classes.found}>
              {t("import.found", { count: answer.holidays.length })}{" "}
              {t("import.fresh", { count: fresh.length })}
            </p>
            <ul className={classes.list}>
              {fresh.map((one) => (
                <li key={one.date}>
                  {dateText(`${one.date}T00:00:00Z`, locale, {
                    dateStyle: "full",
                    timeZone: "UTC",
                  })}{" "}
                  {one.name && <bdi>{one.name}</bdi>}
                </li>
              ))}
            </ul>
            {answer.skipped.length > 0 && (
              <details>
                <summary>{t("import.skipped", { count: answer.skipped.length })}</summary>
                <ul className={classes.list}>
                  {answer.skipped.map((one) => (
                    <li key={`${one.line} ${one.why}`}>
                      {t("import.line", { line: one.line })} {one.why}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        )}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onDone}>
          {t("ask.cancel")}
        </Button>
        <Button disabled={fresh.length === 0} onClick={add}>
          {t("import.add", { count: fresh.length })}
        </Button>
      </div>
    </div>
  );
}
