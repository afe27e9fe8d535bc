import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Dialog } from "../../dialogs/Dialog.tsx";
import { useWords } from "../words.ts";
import classes from "./AskDialog.module.css";

interface AskDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly text?: string | undefined;
  readonly confirm: string;
  readonly danger?: boolean;
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
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
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
