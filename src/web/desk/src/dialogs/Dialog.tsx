import { Modal } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useLanguage } from "../shell/language.tsx";
import classes from "./Dialog.module.css";

interface DialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** Absent where the dialog can only be left by what it offers. */
  readonly onClose?: () => void;
  readonly size?: "sm" | "md" | "lg" | "wide";
  /** False where what the dialog did has moved the focus on. */
  readonly returnFocus?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog. Mantine's own heading row is a page banner to screen readers, so this one has a plain row. */
export function Dialog({
  opened,
  title,
  onClose,
  size = "md",
  returnFocus = true,
  children,
}: DialogProps) {
  const { t } = useLanguage();
  useFocusBack(opened, returnFocus);
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose ?? (() => undefined)}
      closeOnEscape={onClose !== undefined}
      closeOnClickOutside={onClose !== undefined}
      returnFocus={returnFocus}
      centered
      size={size === "wide" ? "70rem" : size}
    >
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {onClose && <Modal.CloseButton aria-label={t("desk.close")} />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Mantine gives the focus back when a dialog closes; one that comes and goes while it is open must do so itself. */
function useFocusBack(opened: boolean, wanted: boolean): void {
  const [opener] = useState(() => (opened ? document.activeElement : undefined));
  useEffect(
    () => () => {
      const lost = document.activeElement === document.body;
      if (wanted && lost && opener instanceof HTMLElement) opener.focus();
    },
    [wanted, opener],
  );
}
