import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useTicking } from "../time/useServerNow.ts";
import { useLanguage } from "./language.tsx";
import classes from "./Notices.module.css";

/** A connection that comes back within this time is not worth a word. */
const quietMs = 800;

/** Bars below the top bar: connection lost, catching up, set away by the desk. */
export function Notices() {
  return (
    <>
      <ReconnectBar />
      <SyncLine />
      <AwayBar />
    </>
  );
}

function ReconnectBar() {
  const desk = useDesk();
  const { t } = useLanguage();
  const link = useDeskState((s) => s.link);
  const down = link.kind === "waiting" || link.kind === "connecting" || link.kind === "idle";
  const [worth, setWorth] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWorth(down), down ? quietMs : 0);
    return () => clearTimeout(timer);
  }, [down]);
  return (
    <div role="status">
      {worth && down && (
        <div className={classes.bar} data-tone="warn">
          <span className={classes.spinner} aria-hidden="true" />
          <span>{t("desk.link.bar")}</span>
          {link.kind === "waiting" && (
            <>
              <NextTry at={link.nextTryAt} />
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => desk.link.connection.retryNow()}
              >
                {t("desk.link.now")}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function NextTry({ at }: { at: number }) {
  const { t } = useLanguage();
  const seconds = Math.max(0, Math.ceil((at - useTicking(Date.now)) / 1000));
  return (
    <span aria-hidden="true">{seconds > 1 && t("desk.link.nextTry", { count: seconds })}</span>
  );
}

function SyncLine() {
  const { t } = useLanguage();
  const count = useDeskState((s) => {
    let behind = 0;
    for (const c of s.conversations.values())
      if (c.phase === "gap" || (c.phase === "snapshot" && c.events.length > 0)) behind++;
    return s.link.kind === "up" ? behind : 0;
  });
  return (
    <div role="status">
      {count > 0 && (
        <div className={classes.bar} data-tone="info">
          <span className={classes.spinner} aria-hidden="true" />
          {t("desk.syncing", { count })}
        </div>
      )}
    </div>
  );
}

/** The desk sets people away who let offers ring out: said plainly, and undone with one click. */
function AwayBar() {
  const desk = useDesk();
  const { t } = useLanguage();
  const missed = useDeskState((s) => s.me?.presence === "away" && s.me.awayReason === "missed");
  return (
    <div role="status">
      {missed && (
        <div className={classes.bar} data-tone="warn">
          <span>{t("desk.away.missedExplained")}</span>
          <Button size="compact-sm" onClick={() => void desk.presence.set("online")}>
            {t("desk.away.back")}
          </Button>
        </div>
      )}
    </div>
  );
}
