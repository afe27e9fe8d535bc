import { Button } from "@mantine/core";
import { useState } from "react";
import { goTo } from "../../shell/path.ts";
import type { DayOfWeek, Schedule, WeeklyInterval } from "../desk/model.ts";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import { SwitchField } from "../fields/SwitchField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { pathOf } from "../nav/pages.ts";
import { HoursAhead } from "../planning/HoursAhead.tsx";
import { Place } from "../fields/Place.tsx";
import { AddDialog } from "../parts/AddDialog.tsx";
import { FaultList } from "../parts/FaultList.tsx";
import { ListDetail } from "../parts/ListDetail.tsx";
import { Empty, Page, Section } from "../parts/Page.tsx";
import { RemoveButton } from "../parts/RemoveButton.tsx";
import { useWords } from "../words.ts";
import { DatesEditor } from "./DatesEditor.tsx";
import { EmergencyPanel } from "./EmergencyPanel.tsx";
import { hoursText } from "./hoursText.ts";
import { WeekEditor } from "./WeekEditor.tsx";
import fields from "../fields/Fields.module.css";

const workdays: readonly DayOfWeek[] = ["monday", "tuesday", "wednesday", "thursday", "friday"];

/** What a new schedule starts with. */
const officeHours: readonly WeeklyInterval[] = workdays.map((day) => ({
  day,
  startMinute: 9 * 60,
  endMinute: 18 * 60,
}));

export default function HoursPage({ schedule: id }: { schedule: string | undefined }) {
  const t = useWords();
  const store = useDraft();
  const schedules = useDraftState((s) => s.desk.schedules);
  const [adding, setAdding] = useState(false);
  const chosen = schedules.find((one) => one.id === id);
  const add = (name: string) => {
    const made: Schedule = {
      id: name,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      alwaysOpen: false,
      weekly: officeHours,
      overrides: [],
      holidays: [],
    };
    store.edit((desk) => ({ ...desk, schedules: [...desk.schedules, made] }));
    goTo(pathOf("hours", name));
    store.seek(`schedules[${name}]`);
  };
  const addButton = (
    <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
      {t("hours.add")}
    </Button>
  );
  return (
    <Page title={t("nav.hours")} text={t("hours.text")}>
      <ListDetail
        label={t("nav.hours")}
        listPath={pathOf("hours")}
        selected={chosen?.id}
        items={schedules.map((one) => ({
          key: one.id,
          name: one.id,
          note: one.alwaysOpen ? t("hours.always") : hoursText(one.weekly, t) || t("hours.never"),
          to: pathOf("hours", one.id),
          place: `schedules[${one.id}]`,
        }))}
        add={schedules.length > 0 && addButton}
      >
        {chosen ? (
          <ScheduleDetail key={chosen.id} schedule={chosen} />
        ) : schedules.length === 0 ? (
          <Place path="schedules">
            <Empty text={t("hours.empty")} sample={hoursText(officeHours, t)} action={addButton} />
          </Place>
        ) : (
          <p>{t("list.choose")}</p>
        )}
      </ListDetail>
      <AddDialog
        opened={adding}
        title={t("hours.add")}
        taken={schedules.map((one) => one.id)}
        onClose={() => setAdding(false)}
        onAdd={(key) => add(key)}
      />
    </Page>
  );
}

function ScheduleDetail({ schedule }: { schedule: Schedule }) {
  const t = useWords();
  const place = `schedules[${schedule.id}]`;
  const faults = useFaultsWithin(place);
  return (
    <>
      <FaultList faults={faults} label={t("overview.faults")} />
      <Section
        title={schedule.id}
        text={t("hours.zoneText")}
        actions={<RemoveButton path={place} name={schedule.id} after={pathOf("hours")} />}
      >
        <div className={fields.grid}>
          <TextField
            path={`${place}.zone`}
            label={t("label.schedules.zone")}
            suggestions="admin-zones"
            check={(zone) => (isZone(zone) ? undefined : t("hours.noZone"))}
          />
          <SwitchField
            path={`${place}.alwaysOpen`}
            label={t("label.schedules.alwaysOpen")}
            hint={t("hours.alwaysText")}
          />
        </div>
        <datalist id="admin-zones">
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </Section>
      {!schedule.alwaysOpen && (
        <Section title={t("hours.week")} text={t("hours.weekText")}>
          <WeekEditor schedule={schedule.id} />
        </Section>
      )}
      <DatesEditor schedule={schedule} />
      <HoursAhead schedule={schedule.id} />
      <EmergencyPanel schedule={schedule} />
    </>
  );
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
