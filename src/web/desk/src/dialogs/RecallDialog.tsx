import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { Dialog } from "./Dialog.tsx";
import classes from "./TargetDialog.module.css";

/** Characters of a reason. */
const longest = 200;

/** Why something is taken back that somebody else said, or oneself long ago; staff can read it, visitors cannot. */
export function RecallDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const recalling = useDeskState((s) => s.recalling);
  const [reason, setReason] = useState("");
  const close = () => {
    setReason("");
    desk.set({ recalling: undefined });
  };
  return (
    <Dialog
      opened={recalling !== undefined}
      onClose={close}
      title={t("desk.recall.title")}
      size="sm"
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!recalling || reason.trim() === "") return;
          desk.messages.recall(recalling.conv, recalling.entry, reason.trim());
          close();
        }}
      >
        <TextInput
          data-autofocus
          required
          maxLength={longest}
          label={t("desk.recall.reason")}
          description={t("desk.recall.reasonHelp")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>
            {t("desk.cancel")}
          </Button>
          <Button type="submit" color="red.9" disabled={reason.trim() === ""}>
            {t("message.act_recall")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
