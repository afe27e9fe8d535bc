import { Button } from "@mantine/core";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Dialog } from "./Dialog.tsx";
import { useLanguage } from "../shell/language.tsx";
import { isMine, orderOf } from "../state/lists.ts";
import classes from "./OfflineDialog.module.css";

/** Going offline with chats at hand: finish them first, hand them over, or stay. */
export function OfflineDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const opened = useDeskState((s) => s.dialog === "offline");
  const active = useDeskState((s) => {
    const { agentId } = s;
    if (agentId === undefined) return 0;
    return [...s.rows.values()].filter((row) => row.phase === "active" && isMine(row, agentId))
      .length;
  });
  const close = () => desk.set({ dialog: "none" });
  const handOver = () => {
    const { rows, agentId, opened: current } = desk.store.get();
    const mine = orderOf("mine", rows, agentId).filter((id) => rows.get(id)?.phase === "active");
    const first = mine.find((id) => id === current?.id) ?? mine[0];
    void desk.presence.set("offlineWhenDone");
    if (first === undefined) {
      close();
      return;
    }
    desk.chats.openSession(first);
    desk.set({ dialog: "transfer", list: "mine" });
  };
  return (
    <Dialog opened={opened} onClose={close} title={t("desk.goOffline.title", { count: active })}>
      <div className={classes.choices}>
        <Button
          data-autofocus
          onClick={() => {
            void desk.presence.set("offlineWhenDone");
            close();
          }}
        >
          {t("desk.goOffline.finish")}
        </Button>
        <p className={classes.help}>{t("desk.goOffline.finishHelp")}</p>
        <Button variant="default" onClick={handOver}>
          {t("desk.goOffline.handOver")}
        </Button>
        <p className={classes.help}>{t("desk.goOffline.handOverHelp")}</p>
        <Button variant="subtle" onClick={close}>
          {t("desk.goOffline.stay")}
        </Button>
      </div>
    </Dialog>
  );
}
