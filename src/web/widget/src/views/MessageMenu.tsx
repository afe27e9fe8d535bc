import type { TimelineEntry } from "@servicedesk/protocol";
import { copyText, EMOJI, type MessageAction } from "@servicedesk/ui";
import { useEffect, useRef } from "preact/hooks";
import { useWidget } from "./context.ts";
import styles from "./MessageMenu.module.css";

export interface MessageMenuProps {
  entry: TimelineEntry;
  actions: readonly MessageAction[];
  me: string;
  /** `back`: focus goes back to the message, unless what was chosen took it elsewhere. */
  onClose: (back: boolean) => void;
}

/** What can be done with one message: a row of emoji and a row of words, walked with arrow keys. */
export function MessageMenu({ entry, actions, me, onClose }: MessageMenuProps) {
  const { t, chat } = useWidget();
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    menu.current?.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
    menu.current?.scrollIntoView({ block: "nearest" });
  }, []);

  const run: Readonly<Partial<Record<MessageAction, () => void>>> = {
    quote: () => chat.changes.quote(entry),
    edit: () => chat.changes.edit(entry),
    recall: () => chat.changes.recall(entry),
    copy: () => void copyText(entry.body.text ?? ""),
  };
  const choose = (act: () => void, back: boolean) => {
    onClose(back);
    act();
  };
  const mine = (emoji: string) =>
    entry.reactions.some((one) => one.emoji === emoji && one.by.includes(me));

  return (
    <div
      ref={menu}
      role="menu"
      className={styles.menu}
      aria-label={t("message.actions")}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) {
          onClose(false);
        }
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" || event.key === "Tab") {
          event.preventDefault();
          event.stopPropagation();
          onClose(true);
        } else {
          walk(event, event.currentTarget);
        }
      }}
    >
      {actions.includes("react") &&
        EMOJI.map((emoji) => (
          <button
            key={emoji}
            type="button"
            role="menuitemcheckbox"
            tabIndex={-1}
            className={styles.emoji}
            aria-checked={mine(emoji)}
            aria-label={t("message.emoji", { context: emoji })}
            onClick={() => choose(() => chat.changes.react(entry, emoji, mine(emoji)), true)}
          >
            {emoji}
          </button>
        ))}
      {actions.map((action) => {
        const act = run[action];
        return (
          act && (
            <button
              key={action}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.word}
              onClick={() => choose(act, action === "recall" || action === "copy")}
            >
              {t(`message.act_${action}` as "message.act_quote")}
            </button>
          )
        );
      })}
    </div>
  );
}

function walk(event: KeyboardEvent, menu: HTMLElement): void {
  const items = [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at = items.findIndex((item) => item === document.activeElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: -1,
  };
  const step = steps[event.key];
  if (step !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    items.at(step % items.length)?.focus();
  }
}
