import { useEffect, useSyncExternalStore } from "react";
import { useDesk } from "../desk/useDesk.tsx";
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
  useEffect(() => notices.start((click) => follow(desk, click)), [desk]);
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
