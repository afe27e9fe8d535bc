import { useEffect, useSyncExternalStore } from "react";
import { FeatureNames } from "@servicedesk/protocol";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import type { Sounds } from "../sound/sounds.ts";
import { DesktopNotices, type NoticeState } from "./DesktopNotices.ts";
import { follow, Noticing } from "./Noticing.ts";

/** Of this page; several desks in turn share it. */
export const notices = new DesktopNotices();

/** Tells of what happens while the desk is not looked at, in the language shown. */
export function useNotices(sounds: Sounds): void {
  const desk = useDesk();
  const { t } = useLanguage();
  const welcomed = useDeskState((s) => s.welcomed);
  // What was clicked before the desk was open is looked up over its connection.
  useEffect(
    () => (welcomed ? notices.start((click) => follow(desk, click)) : undefined),
    [desk, welcomed],
  );
  const pushes = useDeskState((s) => s.features.includes(FeatureNames.webPush));
  const state = useNoticeState();
  const hidden = useHiddenPreviews();
  useEffect(() => {
    if (pushes && state === "on") void notices.keepPushes();
  }, [pushes, state, hidden]);
  useEffect(() => {
    const noticing = new Noticing(desk, notices, sounds, t);
    return () => noticing.stop();
  }, [desk, sounds, t]);
}

export function useNoticeState(): NoticeState {
  return useSyncExternalStore(notices.subscribe, notices.state);
}

export function useHiddenPreviews(): boolean {
  return useSyncExternalStore(notices.subscribe, notices.hidesPreviews);
}
