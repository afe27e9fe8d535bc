import { gist } from "@servicedesk/ui";
import type { TimelineEntry } from "@servicedesk/protocol";
import { useState } from "react";
import { useLanguage } from "../shell/language.tsx";
import classes from "./Messages.module.css";

interface PinBarProps {
  /** What is pinned and held, newest pin first. */
  readonly pinned: readonly TimelineEntry[];
  /** How many are pinned, those included that are further back than what is held. */
  readonly count: number;
  readonly onJump: (entry: TimelineEntry) => void;
}

/** What is kept in sight above the messages: one pin with the way to it, then the one before it, and around. */
export function PinBar({ pinned, count, onJump }: PinBarProps) {
  const { t } = useLanguage();
  const [shown, setShown] = useState(0);
  const entry = pinned[shown % pinned.length];
  if (!entry) return null;
  return (
    <button
      type="button"
      className={classes.pins}
      onClick={() => {
        onJump(entry);
        setShown(shown + 1);
      }}
    >
      <strong>{t("message.pins", { count })}</strong>
      <span dir="auto">{gist(entry.body, t)}</span>
    </button>
  );
}
