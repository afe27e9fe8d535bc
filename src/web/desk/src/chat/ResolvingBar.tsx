import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import classes from "./ResolvingBar.module.css";

/** The seconds in which a resolve can be taken back, above the composer of the session it ends. */
export function ResolvingBar({ sessionId }: { sessionId: number }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const resolving = useDeskState((s) =>
    s.resolving?.sessionId === sessionId ? s.resolving : undefined,
  );
  return (
    <div role="status">
      {resolving && (
        <div className={classes.bar}>
          <span>{t("desk.resolve.soon")}</span>
          <Seconds until={resolving.until} />
          <Button size="compact-sm" variant="default" onClick={() => desk.sessions.undoResolve()}>
            {t("desk.undo")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Seconds({ until }: { until: number }) {
  const [left, setLeft] = useState(() => secondsTo(until));
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  useEffect(() => {
    timer.current = setInterval(() => setLeft(secondsTo(until)), 250);
    return () => clearInterval(timer.current);
  }, [until]);
  return (
    <span className={classes.seconds} aria-hidden="true">
      {left}
    </span>
  );
}

function secondsTo(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
