import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { Dialog } from "../../dialogs/Dialog.tsx";
import { useWords } from "../words.ts";
import classes from "./AskDialog.module.css";

interface AskDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly text?: string | undefined;
  readonly confirm: string;
  readonly danger?: boolean;
  /** What is confirmed moves the focus on: it does not go back to what opened the dialog. */
  readonly leadsOn?: boolean;
  /** Nothing can be confirmed yet. */
  readonly blocked?: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly children?: ReactNode;
}

/** A question before something that is not undone by one more click. */
export function AskDialog(props: AskDialogProps) {
  const { opened, title, text, confirm, danger = false, onClose, onConfirm, children } = props;
  const t = useWords();
  const [confirmed, setConfirmed] = useState(false);
  useEffect(() => {
    if (opened) setConfirmed(false);
  }, [opened]);
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={title}
      returnFocus={!(confirmed && (props.leadsOn ?? false))}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setConfirmed(true);
          onClose();
          onConfirm();
        }}
      >
        {text && <p className={classes.text}>{text}</p>}
        {children}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {t("ask.cancel")}
          </Button>
          <Button
            type="submit"
            disabled={props.blocked ?? false}
            {...(danger ? { color: "red.9" } : {})}
          >
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
