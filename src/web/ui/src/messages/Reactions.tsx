import type { Reaction } from "@servicedesk/protocol";
import type { Translate } from "../i18n/translate.ts";
import styles from "./Reactions.module.css";

interface ReactionsProps {
  readonly reactions: readonly Reaction[];
  /** The reader (`kind:id`). */
  readonly me: string;
  readonly t: Translate;
  /** How the reader knows a person (`kind:id`). */
  readonly nameOf: (person: string) => string;
  /** Sets one's own, or takes it back; absent where nothing can be written. */
  readonly onToggle: ((emoji: string, off: boolean) => void) | undefined;
}

/** What people answered a message with, gathered by emoji; pressing one adds or takes back one's own. */
export function Reactions({ reactions, me, t, nameOf, onToggle }: ReactionsProps) {
  return reactions.length === 0 ? null : (
    <div className={styles.reactions} role="group" aria-label={t("message.reactions")}>
      {reactions.map(({ emoji, by }) => {
        const mine = by.includes(me);
        const names = by.map(nameOf).join(", ");
        return (
          <button
            key={emoji}
            type="button"
            className={styles.reaction}
            aria-pressed={mine}
            aria-label={t("message.reactionBy", { emoji, names })}
            title={names}
            disabled={!onToggle}
            onClick={() => onToggle?.(emoji, mine)}
          >
            <span aria-hidden="true">{emoji}</span> {by.length > 1 && by.length}
          </button>
        );
      })}
    </div>
  );
}
