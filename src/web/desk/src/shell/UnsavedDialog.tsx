import { Button, Group } from "@mantine/core";
import { Dialog } from "../dialogs/Dialog.tsx";
import { useLanguage } from "./language.tsx";

interface UnsavedDialogProps {
  readonly opened: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Signing out with edits that nobody has saved: they would be lost. */
export function UnsavedDialog({ opened, onStay, onLeave }: UnsavedDialogProps) {
  const { t } = useLanguage();
  return (
    <Dialog opened={opened} onClose={onStay} title={t("desk.unsaved.title")}>
      <p>{t("desk.unsaved.text")}</p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" data-autofocus onClick={onStay}>
          {t("desk.unsaved.stay")}
        </Button>
        <Button color="red.9" onClick={onLeave}>
          {t("desk.unsaved.leave")}
        </Button>
      </Group>
    </Dialog>
  );
}
