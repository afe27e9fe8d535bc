import { Button, Group } from "@mantine/core";
import type { SessionRow } from "@servicedesk/protocol";
import { useState } from "react";
import type { Desk } from "../desk/Desk.ts";
import type { Outcome } from "../desk/sessionWork.ts";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { openedRow } from "../state/deskState.ts";
import { Dialog } from "./Dialog.tsx";

const confirmed = {
  takeOver: (desk: Desk, row: SessionRow) => desk.supervision.command("TakeOver", row),
  barge: (desk: Desk, row: SessionRow) => desk.supervision.command("Barge", row),
  endForAll: (desk: Desk, row: SessionRow) => desk.supervision.command("End", row),
} satisfies Record<string, (desk: Desk, row: SessionRow) => Promise<Outcome>>;

type Confirmed = keyof typeof confirmed;

/** Asks before a supervisor does what visitor or agent will see; names both. */
export function ConfirmDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const row = useDeskState(openedRow);
  const asked = useDeskState((s) => (s.dialog in confirmed ? (s.dialog as Confirmed) : undefined));
  const me = useDeskState((s) => s.user.name);
  const [busy, setBusy] = useState(false);
  const close = () => desk.set({ dialog: "none" });
  const values = { visitor: row?.visitorName ?? "", agent: row?.agentName ?? "", me };
  const run = async () => {
    if (!row || !asked) return;
    setBusy(true);
    const done = await desk.told(confirmed[asked](desk, row));
    setBusy(false);
    close();
    if (done && asked !== "endForAll") desk.focusComposerSoon();
  };
  return (
    <Dialog
      opened={asked !== undefined}
      onClose={close}
      size="sm"
      title={asked ? t(`desk.confirm.${asked}`) : ""}
    >
      <p>{asked && t(`desk.confirm.${asked}Help`, values)}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t("desk.cancel")}
        </Button>
        <Button data-autofocus loading={busy} onClick={() => void run()}>
          {asked && t(`desk.confirm.${asked}Do`)}
        </Button>
      </Group>
    </Dialog>
  );
}
