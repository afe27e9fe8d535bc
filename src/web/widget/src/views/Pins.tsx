import type { TimelineEntry } from "@servicedesk/protocol";
import { gist } from "@servicedesk/ui";
import styles from "./Log.module.css";
import { useWidget } from "./context.ts";

export interface PinsProps {
  /** Newest pin first; undefined for one that is older than what is held. */
  pinned: readonly (TimelineEntry | undefined)[];
  onJump: (seq: number) => void;
}

/** What staff keep in sight above the messages: the newest pin, with the way to it. */
export function Pins({ pinned, onJump }: PinsProps) {
  const { t } = useWidget();
  const newest = pinned.find((entry) => entry !== undefined);
  return newest ? (
    <button type="button" className={styles.pins} onClick={() => onJump(newest.seq)}>
      <strong>{t("message.pinned")}</strong>
      <span dir="auto">{gist(newest.body, t)}</span>
    </button>
  ) : null;
}
