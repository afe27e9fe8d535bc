import { gist } from "@servicedesk/ui";
import type { TimelineEntry } from "@servicedesk/protocol";
import { useLanguage } from "../shell/language.tsx";
import classes from "./Messages.module.css";

interface PinBarProps {
  /** What is pinned and held, newest pin first. */
  readonly pinned: readonly TimelineEntry[];
  /** How many are pinned, those included that are further back than what is held. */
  readonly count: number;
  readonly onJump: (seq: number) => void;
}

/** What is kept in sight above the messages: the newest pin, with the way to it. */
export function PinBar({ pinned, count, onJump }: PinBarProps) {
  const { t } = useLanguage();
  const newest = pinned[0];
  if (!newest) return null;
  return (
    <button type="button" className={classes.pins} onClick={() => onJump(newest.seq)}>
      <strong>{t("message.pins", { count })}</strong>
      <span dir="auto">{gist(newest.body, t)}</span>
    </button>
  );
}
