import type { AlertRow } from "@servicedesk/protocol";
import { useContext, useEffect, useRef, useState } from "react";
import { ActionsContext } from "../keyboard/useKeyboard.tsx";

const key = "servicedesk.alerts.sound";

/** Sounds once for each new urgent alert, and only where it was turned on; what is muted or acknowledged is quiet. */
export function useAlertSound(
  alerts: readonly AlertRow[],
  now: () => number,
): readonly [boolean, (on: boolean) => void] {
  const sounds = useContext(ActionsContext)?.sounds;
  const [on, setOn] = useState(() => localStorage.getItem(key) === "1");
  const heard = useRef<ReadonlySet<number>>(new Set());
  useEffect(() => {
    const urgent = alerts.filter(
      (alert) =>
        alert.level === 2 &&
        !alert.acknowledgedAt &&
        !(alert.mutedUntil !== undefined && Date.parse(alert.mutedUntil) > now()),
    );
    if (on && urgent.some((alert) => !heard.current.has(alert.alertId))) sounds?.play("trouble");
    heard.current = new Set(urgent.map((alert) => alert.alertId));
  }, [alerts, now, on, sounds]);
  return [
    on,
    (next) => {
      localStorage.setItem(key, next ? "1" : "0");
      setOn(next);
      if (next) void sounds?.enable();
    },
  ];
}
