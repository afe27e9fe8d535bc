import { Button, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import type { Banning } from "../state/deskState.ts";
import { Dialog } from "./Dialog.tsx";
import classes from "./TargetDialog.module.css";

/** Characters of a reason. */
const longest = 200;

/** Days of a ban; the last one is lifted by hand. */
const lengths = ["1", "7", "30", "untilLifted"] as const;
const usual = "7";
const dayMs = 86_400_000;

/** Why a visitor is kept out, and for how long. */
export function BanDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const banning = useDeskState((s) => s.banning);
  const [reason, setReason] = useState("");
  const [length, setLength] = useState<string>(usual);
  const [busy, setBusy] = useState(false);
  const close = () => {
    setReason("");
    setLength(usual);
    desk.set({ banning: undefined });
  };
  const run = async ({ sessionId, visitorName }: Banning) => {
    setBusy(true);
    const request = { sessionId, reason: reason.trim(), ...until(length, desk.clock.now()) };
    const done = await desk.told(desk.supervision.ban(request));
    setBusy(false);
    if (!done) return;
    close();
    desk.toasts.show({ tone: "good", text: "desk.ban.done", values: { name: visitorName } });
  };
  return (
    <Dialog
      opened={banning !== undefined}
      onClose={close}
      title={banning ? t("desk.ban.title", { name: banning.visitorName }) : ""}
      size="sm"
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (banning && reason.trim() !== "" && !busy) void run(banning);
        }}
      >
        <p>{t("desk.ban.help")}</p>
        <TextInput
          data-autofocus
          required
          maxLength={longest}
          label={t("desk.recall.reason")}
          description={t("desk.ban.reasonHelp")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Radio.Group value={length} onChange={setLength} label={t("desk.ban.length")}>
          {lengths.map((one) => (
            <Radio
              key={one}
              value={one}
              label={
                one === "untilLifted"
                  ? t("desk.ban.untilLifted")
                  : t("desk.ban.days", { count: Number(one) })
              }
              className={classes.choice}
            />
          ))}
        </Radio.Group>
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>
            {t("desk.cancel")}
          </Button>
          <Button type="submit" color="red.9" loading={busy} disabled={reason.trim() === ""}>
            {t("desk.ban.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** @param now server time in milliseconds */
function until(length: string, now: number): { readonly until?: string } {
  return length === "untilLifted"
    ? {}
    : { until: new Date(now + Number(length) * dayMs).toISOString() };
}
