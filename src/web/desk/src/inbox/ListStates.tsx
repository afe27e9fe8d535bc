import { Button, Skeleton } from "@mantine/core";
import { StaffRoles } from "@servicedesk/protocol";
import type { MessageKey } from "@servicedesk/ui";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import type { ListName } from "../state/lists.ts";
import { QueueNow } from "./QueueNow.tsx";
import classes from "./ListStates.module.css";

const emptyWords: Readonly<Record<ListName, MessageKey>> = {
  mine: "desk.empty.mine",
  queue: "desk.empty.queue",
  offline: "desk.empty.offline",
  all: "desk.empty.all",
};

export function AllCaughtUp({ list }: { list: ListName }) {
  const { t } = useLanguage();
  return (
    <div className={classes.state}>
      <p className={classes.title}>{t("desk.allCaughtUp")}</p>
      <p className={classes.text}>{t(emptyWords[list])}</p>
      {list === "mine" && (
        <p className={classes.text}>
          <QueueNow />
        </p>
      )}
      {list === "mine" && <GoOnline />}
    </div>
  );
}

/** A new sitting begins offline: said where the agent looks for the first chat. */
function GoOnline() {
  const desk = useDesk();
  const { t } = useLanguage();
  const presence = useDeskState((s) => s.me?.presence);
  const serves = useDeskState((s) => s.user.roles.includes(StaffRoles.agent));
  if (!serves || presence === undefined || presence === "online") return null;
  return (
    <div className={classes.offline}>
      <p className={classes.text}>{t("desk.offlineHint")}</p>
      <Button size="compact-md" onClick={() => void desk.presence.set("online")}>
        {t("desk.goOnline")}
      </Button>
    </div>
  );
}

export function ListSkeleton() {
  const { t } = useLanguage();
  return (
    <div className={classes.skeleton} aria-busy="true">
      <span className="desk-hidden">{t("desk.loading")}</span>
      {[0, 1, 2, 3].map((i) => (
        <div className={classes.skeletonRow} key={i}>
          <Skeleton circle height={36} width={36} />
          <div className={classes.skeletonText}>
            <Skeleton height={10} width="45%" />
            <Skeleton height={10} width="80%" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** One sentence, the code in small print, and a way on. */
export function ListFailed({ code, retry }: { code: string; retry: () => void }) {
  const { t } = useLanguage();
  return (
    <div className={classes.state} role="alert">
      <p className={classes.title}>{t("desk.failed", { context: code })}</p>
      <p className={classes.code}>{code}</p>
      {code !== "forbidden" && (
        <Button size="compact-sm" variant="default" onClick={retry}>
          {t("desk.retry")}
        </Button>
      )}
    </div>
  );
}
