import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useLanguage } from "../../shell/language.tsx";
import { dateText } from "../../time/format.ts";
import type { Schedule } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { Place } from "../fields/Place.tsx";
import { AskDialog } from "../parts/AskDialog.tsx";
import { Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import classes from "./EmergencyPanel.module.css";

/** Closes a schedule at once and opens it again: published without the draft. */
export function EmergencyPanel({ schedule }: { schedule: Schedule }) {
  const t = useWords();
  const { locale } = useLanguage();
  const store = useDraft();
  const busy = useDraftState((s) => s.busy !== "no");
  const known = useDraftState((s) =>
    s.published.desk.schedules.some((one) => one.id === schedule.id),
  );
  const emergency = useDraftState(
    (s) => s.published.desk.schedules.find((one) => one.id === schedule.id)?.emergency,
  );
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const over = emergency?.until !== undefined && Date.parse(emergency.until) <= Date.now();
  const closed = emergency !== undefined && !over;
  const end = until === "" ? undefined : new Date(until);
  const place = `schedules[${schedule.id}].emergency`;
  // The button that asked for it gives way to the other.
  const command = (close: boolean, why: string, to: string | undefined) =>
    void store.emergency(schedule.id, close, why, to).then(() => store.seek(place));
  const past = end !== undefined && end.getTime() <= Date.now();
  return (
    <Place path={place}>
      <Section
        title={t("emergency.title")}
        text={t("emergency.text")}
        actions={
          closed ? (
            <Button size="compact-sm" loading={busy} onClick={() => command(false, "", undefined)}>
              {t("emergency.open")}
            </Button>
          ) : (
            <Button
              size="compact-sm"
              variant="default"
              disabled={!known || busy}
              onClick={() => setAsking(true)}
            >
              {t("emergency.close")}
            </Button>
          )
        }
      >
        <p className={classes.state} data-closed={closed} role="status">
          {closed
            ? t(emergency.until === undefined ? "emergency.closed" : "emergency.closedUntil", {
                reason: emergency.reason ?? "",
                until: dateText(emergency.until ?? 0, locale, {
                  dateStyle: "medium",
                  timeStyle: "short",
                }),
              })
            : t(known ? "emergency.off" : "emergency.unpublished")}
        </p>
        <AskDialog
          opened={asking}
          title={t("emergency.askTitle", { name: schedule.id })}
          text={t("emergency.askText")}
          confirm={t("emergency.close")}
          danger
          blocked={reason.trim() === "" || past}
          onClose={() => setAsking(false)}
          onConfirm={() => command(true, reason.trim(), end?.toISOString())}
        >
          <TextInput
            label={t("emergency.reason")}
            description={t("emergency.reasonText")}
            required
            withAsterisk={false}
            maxLength={200}
            value={reason}
            data-autofocus
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t("emergency.until")}
            description={t("emergency.untilText")}
            value={until}
            error={past ? t("emergency.past") : undefined}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </AskDialog>
      </Section>
    </Place>
  );
}
