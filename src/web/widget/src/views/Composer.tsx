import type { RefObject } from "preact";
import type { Attachment } from "@servicedesk/protocol";
import { pastedFiles } from "@servicedesk/ui";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatState } from "../chat/state.ts";
import type { FilesPanelProps, TrayState } from "../files/FilesPanel.tsx";
import { uploadsWait } from "../files/uploadsWait.ts";
import styles from "./Composer.module.css";
import { Composing } from "./Composing.tsx";
import { useWidget } from "./context.ts";
import { lazy } from "./lazy.tsx";

const LONGEST = 4_000;
/** The count is shown when so few characters are left. */
const COUNT_FROM = 200;

const nothing: TrayState = { ready: 0, busy: false, stays: false };

const FilesPanel = lazy<FilesPanelProps>(
  async () => (await import("../files/FilesPanel.tsx")).FilesPanel,
);

interface ComposerProps {
  field: RefObject<HTMLTextAreaElement | null>;
  ended: boolean;
  /** The conversation that files go to; none before the first connection. */
  conv: number | undefined;
  composing: ChatState["composing"];
  /** What it is about was taken back or erased meanwhile. */
  gone: boolean;
  /** Begins to edit the newest own message, where one can be edited. */
  onEditLast: () => void;
}

/** Usable from the first moment: what is sent before the connection is up waits in the outbox. */
export function Composer({ field, ended, conv, composing, gone, onEditLast }: ComposerProps) {
  const { t, chat, presence } = useWidget();
  const [draft, setDraft] = useState(presence.draft);
  const [change, setChange] = useState<{ of: ChatState["composing"]; text: string }>();
  const [tray, setTray] = useState<TrayState>(nothing);
  const [offered, setOffered] = useState<readonly File[]>([]);
  const [attaching, setAttaching] = useState(() => uploadsWait());
  const take = useRef<() => readonly Attachment[]>(() => []);
  // An edit has words of its own: what was typed before it stays as it is.
  const edited = composing?.kind === "edit" ? composing.entry : undefined;
  const changed = change?.of === composing ? change?.text : edited?.body.text;
  const text = edited ? (changed ?? "") : draft;
  const words = text.trim();
  const ready = edited ? words : (words || tray.ready > 0) && !tray.busy;
  const holds = tray.ready > 0 || tray.busy || tray.stays;
  const left = LONGEST - words.length;

  useEffect(() => {
    presence.draft = draft;
  }, [presence, draft]);
  useLayoutEffect(() => {
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

  const closeFiles = () => {
    setAttaching(false);
    setOffered([]);
    setTray(nothing);
  };
  const offer = (event: Event, files: readonly File[]) => {
    if (files.length > 0 && conv && !edited) {
      event.preventDefault();
      setOffered(files);
      setAttaching(true);
    }
  };
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      offer(event, [...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  });

  const send = () => {
    if (ready && left >= 0) {
      if (edited) {
        chat.send(words);
      } else {
        chat.send(words, undefined, take.current());
        setDraft("");
        if (tray.stays) {
          setTray({ ...tray, ready: 0 });
        } else {
          closeFiles();
        }
      }

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
      {composing && <Composing composing={composing} gone={gone} />}
      {attaching && conv && (
        <div hidden={edited !== undefined}>
          <FilesPanel
            conv={conv}
            offered={offered}
            take={take}
            changed={setTray}
            close={closeFiles}
          />
        </div>
      )}
      <div className={styles.box}>
        <button
          type="button"
          className={styles.attach}
          aria-label={t("widget.attach")}
          title={t("widget.attach")}
          aria-expanded={attaching}
          disabled={!conv || edited !== undefined}
          onClick={() => (attaching && !holds ? closeFiles() : setAttaching(true))}
        >
          <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
            <path d="M12 5v14M5 12h14" stroke="currentColor" stroke-width="2" />
          </svg>
        </button>
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
            const { value } = event.currentTarget;
            if (edited) {
              setChange({ of: composing, text: value });
            } else {
              setDraft(value);
            }

            if (value.trim()) {
              chat.typing();
            }
          }}
          onPaste={(event) => event.clipboardData && offer(event, pastedFiles(event.clipboardData))}
          onKeyDown={(event) => {
            // Enter that ends an input-method composition never sends (229: Safari says so late).
            if (event.isComposing || event.keyCode === 229) {
              return;
            }

            if (event.key === "Enter" && !event.shiftKey) {
              event.preventDefault();
              send();
            } else if (event.key === "ArrowUp" && text === "") {
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
          disabled={!ready || left < 0}
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
