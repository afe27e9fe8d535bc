import { Button } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { notices, useNoticeState } from "../notices/useNotices.ts";
import { BellIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import classes from "./SoundTest.module.css";
import type { Sounds, SoundState } from "./sounds.ts";

export function useSoundState(sounds: Sounds): SoundState {
  return useSyncExternalStore(sounds.subscribe, sounds.state);
}

export function useMuted(sounds: Sounds): boolean {
  return useSyncExternalStore(sounds.subscribe, () => sounds.muted);
}

/** Browsers keep pages silent, and show no notifications of theirs, until a click: asked for here, before the first chat rings. */
export function SoundTest({ sounds }: { sounds: Sounds }) {
  const { t } = useLanguage();
  const state = useSoundState(sounds);
  const notice = useNoticeState();
  return (
    <div className={classes.box}>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<BellIcon size={16} />}
        onClick={() => sounds.test()}
      >
        {t("desk.sound.test")}
      </Button>
      <p className={classes.text} role="status">
        {t("desk.sound.state", { context: state })}
      </p>
      {notice === "off" && (
        <Button variant="subtle" size="compact-sm" onClick={() => void notices.allow()}>
          {t("desk.notices.allow")}
        </Button>
      )}
    </div>
  );
}
