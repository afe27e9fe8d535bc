import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatState } from "../chat/state.ts";
import styles from "./Composer.module.css";
import { Composing } from "./Composing.tsx";
import { useWidget } from "./context.ts";

const LONGEST = 4_000;
/** The count is shown when so few characters are left. */
const COUNT_FROM = 200;

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  ended: boolean;
  composing: ChatState["composing"];
  /** Begins to edit the newest own message, where one can be edited. */
  onEditLast: () => void;
}

/** Usable from the first moment: what is sent before the connection is up waits in the outbox. */
export function Composer({ field, ended, composing, onEditLast }: ComposerProps) {
  const { t, chat, presence } = useWidget();
  const [text, setText] = useState(presence.draft);
  const words = text.trim();
  const left = LONGEST - words.length;

  const edited = composing?.kind === "edit" ? composing.entry : undefined;
  // What was typed before an edit began comes back after it.
  const before = useRef("");
  const wasEdited = useRef(false);

  useEffect(() => {
    if (!edited) {
      presence.draft = text;
    }
  }, [presence, text, edited]);
  useEffect(() => {
    if (edited) {
      before.current = presence.draft;
      setText(edited.body.text ?? "");
    } else if (wasEdited.current) {
      setText(before.current);
    }

    wasEdited.current = edited !== undefined;
  }, [presence, edited]);
  useEffect(() => {
    if (composing) {
      field.current?.focus();
    }
  }, [field, composing]);
  useLayoutEffect(() => {
    const box = field.current;
    if (box) {
      box.style.height = "auto";
      box.style.height = `${Math.min(box.scrollHeight, 132)}px`;
    }
  }, [field, text]);

  const send = () => {
    if (words && left >= 0) {
      chat.send(words);
      setText("");
      field.current?.focus();
    }
  };

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {composing && <Composing composing={composing} />}
      <div className={styles.box}>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          aria-label={t("widget.composeLabel")}
          placeholder={ended ? t("widget.composeAgain") : t("widget.compose")}
          aria-describedby={left < COUNT_FROM ? "left" : undefined}
          aria-invalid={left < 0}
          enterkeyhint="send"
          onInput={(event) => {
            setText(event.currentTarget.value);
            if (event.currentTarget.value.trim()) {
              chat.typing();
            }
          }}
          onKeyDown={(event) => {
            // Enter that ends an input-method composition never sends (229: Safari says so late).
            const composing = event.isComposing || event.keyCode === 229;
            if (event.key === "Enter" && !event.shiftKey && !composing) {
              event.preventDefault();
              send();
            } else if (event.key === "ArrowUp" && text === "" && !composing) {
              event.preventDefault();
              onEditLast();
            } else if (event.key === "Escape" && composing) {
              event.preventDefault();
              chat.changes.drop();
            }
          }}
        />
        <button
          type="submit"
          className={styles.send}
          aria-label={edited ? t("message.save") : t("widget.send")}
          title={edited ? t("message.save") : t("widget.send")}
          disabled={!words || left < 0}
          // The field keeps its focus, and with it the keyboard of a phone.
          onPointerDown={(event) => event.preventDefault()}
        >
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d="M4 20.5v-7l9-1.5-9-1.5v-7L21.5 12z" fill="currentColor" />
          </svg>
        </button>
      </div>
      {left < COUNT_FROM && (
        <p id="left" className={styles.left} data-over={left < 0}>
          {left < 0
            ? t("widget.tooLong", { count: -left })
            : t("widget.charactersLeft", { count: left })}
        </p>
      )}
    </form>
  );
}
