import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import type { Recalling } from "../state/deskState.ts";
import { Dialog } from "./Dialog.tsx";
import classes from "./TargetDialog.module.css";

/** Characters of a reason. */
const longest = 200;

/**
 * Why something is taken back that somebody else said, or oneself long ago; staff can read it, visitors cannot. Or why it is erased for
 * good, which only the audit tells.
 */
export function RecallDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const recalling = useDeskState((s) => s.recalling);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const forGood = recalling?.forGood === true;
  const close = () => {
    setReason("");
    desk.set({ recalling: undefined });
  };
  const run = async ({ conv, entry }: Recalling) => {
    if (!forGood) {
      desk.messages.recall(conv, entry, reason.trim());
      close();
      return;
    }
    setBusy(true);
    const done = await desk.told(desk.messages.erase(conv, entry, reason.trim()));
    setBusy(false);
    if (done) close();
  };
  return (
    <Dialog
      opened={recalling !== undefined}
      onClose={close}
      title={t(forGood ? "desk.erase.title" : "desk.recall.title")}
      size="sm"
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (recalling && reason.trim() !== "" && !busy) void run(recalling);
        }}
      >
        {forGood && <p>{t("desk.erase.help")}</p>}
        <TextInput
          data-autofocus
          required
          maxLength={longest}
          label={t("desk.recall.reason")}
          description={t(forGood ? "desk.erase.reasonHelp" : "desk.recall.reasonHelp")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>
            {t("desk.cancel")}
          </Button>
          <Button type="submit" color="red.9" loading={busy} disabled={reason.trim() === ""}>
            {t(forGood ? "desk.erase.do" : "message.act_recall")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
