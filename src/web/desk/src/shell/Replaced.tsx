import { Button } from "@mantine/core";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Dialog } from "../dialogs/Dialog.tsx";
import { useLanguage } from "./language.tsx";

/** The desk was opened elsewhere and this place was let go: nothing is done here until it is wanted back. */
export function Replaced() {
  const desk = useDesk();
  const { t } = useLanguage();
  const link = useDeskState((s) => s.link);
  const reason = link.kind === "closed" ? link.reason : undefined;
  const shown =
    reason !== undefined &&
    !["signed_out", "unauthenticated", "forbidden", "banned"].includes(reason);
  return (
    <Dialog opened={shown} title={t("desk.replaced.title")}>
      <p>
        {reason === "replaced"
          ? t("desk.replaced.text")
          : t("desk.replaced.stopped", { reason: reason ?? "" })}
      </p>
      <Button data-autofocus onClick={() => desk.link.connection.start()}>
        {t("desk.replaced.useHere")}
      </Button>
    </Dialog>
  );
}
