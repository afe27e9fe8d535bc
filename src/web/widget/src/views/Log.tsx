import { unread } from "@servicedesk/protocol";
import type { TimelineEntry } from "@servicedesk/protocol";
import { placeAfterScroll, rowsOf, type ScrollPlace } from "@servicedesk/ui";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ChatState } from "../chat/state.ts";
import { Announcer } from "./Announcer.tsx";
import { useWidget } from "./context.ts";
import styles from "./Log.module.css";
import { isShown, Message } from "./Message.tsx";
import { Pins } from "./Pins.tsx";
import { Skeleton } from "./Skeleton.tsx";
import { Typing } from "./Typing.tsx";

interface LogProps {
  entries: readonly TimelineEntry[];
  state: ChatState;
  shown: boolean;
  /** When the visitor's unanswered words to the bot were sent. */
  botSince: number | undefined;
}

/** A message that was gone to is outlined so long (milliseconds). */
const OUTLINED_MS = 4_000;

export function Log({ entries, state, shown, botSince }: LogProps) {
  const { t, formats, chat } = useWidget();
  const { conversation } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const place = useRef<ScrollPlace>({ atEnd: true, top: 0 });
  const [atEnd, setAtEnd] = useState(true);
  const [newAfter, setNewAfter] = useState(0);
  const rows = useMemo(
    () =>
      rowsOf(
        entries.filter((entry) => isShown(entry, t)),
        newAfter,
      ),
    [entries, newAfter, t],
  );
  const last = entries.at(-1);
  const unseen = unread(conversation);

  // Where reading stopped is marked when the panel comes up again, not while it is looked at.
  useEffect(() => {
    if (shown) {
      setNewAfter(unseen > 0 ? conversation.readSeq : 0);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the state at the moment of opening
  }, [shown]);

  useEffect(() => {
    const look = () => {
      if (shown && atEnd && document.visibilityState === "visible") {
        chat.read(conversation.cursor);
      }
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [chat, shown, atEnd, conversation.cursor]);

  // Own words always bring the end into view; those of others only when it was there.
  const lastOwn = last?.own ? last.key : undefined;
  useLayoutEffect(() => {
    if (lastOwn) {
      place.current = { ...place.current, atEnd: true };
      toEnd(scroller.current);
    }
  }, [lastOwn]);
  useLayoutEffect(() => {
    if (atEnd) {
      toEnd(scroller.current);
    }
  });
  useEffect(() => {
    const box = scroller.current;
    if (!box || !list.current) {
      return;
    }

    // The list grows by pictures that come after their message.
    const observer = new ResizeObserver(() => {
      if (place.current.atEnd) {
        toEnd(box);
      }
    });
    observer.observe(box);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, []);

  const followScroll = (box: HTMLDivElement) => {
    place.current = placeAfterScroll(place.current, box);
    setAtEnd(place.current.atEnd);
  };

  const jump = async (seq: number) => {
    // Two pages of history at most: what lies further back is not worth the wait.
    for (let page = 0; page < 2 && !messageAt(scroller.current, seq); page++) {
      await chat.fetchOlder();
      await new Promise(requestAnimationFrame);
    }

    show(scroller.current, messageAt(scroller.current, seq));
  };
  const pinned = conversation.pinned
    .map((seq) => entries.find((entry) => entry.seq === seq))
    .reverse();

  return (
    <div className={styles.frame}>
      {pinned.length > 0 && <Pins pinned={pinned} onJump={(seq) => void jump(seq)} />}
      <div
        ref={scroller}
        className={styles.log}
        onScroll={(event) => followScroll(event.currentTarget)}
      >
        {conversation.older && (
          <button type="button" className={styles.older} onClick={() => void chat.fetchOlder()}>
            {t("widget.older")}
          </button>
        )}
        {entries.length === 0 && <Skeleton />}
        <ol
          ref={list}
          className={styles.list}
          aria-label={t("widget.log")}
          onKeyDown={(event) => rove(event, event.currentTarget)}
        >
          {rows.map((row, index) =>
            row.kind === "entry" ? (
              <Message
                key={row.key}
                row={row}
                state={state}
                roving={index === rows.length - 1}
                answered={entries.some((entry) => entry.own && entry.at >= row.entry.at)}
                onJump={(seq) => void jump(seq)}
              />
            ) : (
              <li key={row.key} className={row.kind === "day" ? styles.day : styles.new}>
                <span>
                  {row.kind === "day"
                    ? formats.day(row.at)
                    : t("widget.newCount", { count: row.count })}
                </span>
              </li>
            ),
          )}
        </ol>
        <Typing typing={state.typing} botSince={botSince} />
      </div>
      {!atEnd && unseen > 0 && (
        <button type="button" className={styles.chip} onClick={() => toEnd(scroller.current)}>
          {t("widget.newCount", { count: unseen })} <span aria-hidden="true">↓</span>
        </button>
      )}
      <Announcer conversation={conversation} state={state} />
    </div>
  );
}

function toEnd(box: HTMLDivElement | null): void {
  if (box) {
    box.scrollTop = box.scrollHeight;
  }
}

function messageAt(box: HTMLDivElement | null, seq: number): HTMLElement | null | undefined {
  return box?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
}

/** Brings a message into view, with the focus on it; only the log moves, nothing around it. */
function show(box: HTMLDivElement | null, message: HTMLElement | null | undefined): void {
  if (box && message) {
    const items = message.parentElement?.querySelectorAll<HTMLElement>("li[tabindex]") ?? [];
    items.forEach((item) => (item.tabIndex = item === message ? 0 : -1));
    const [view, place] = [box.getBoundingClientRect(), message.getBoundingClientRect()];
    box.scrollTop += place.top - view.top - (view.height - place.height) / 2;
    message.focus({ preventScroll: true });
    message.dataset.found = "true";
    setTimeout(() => delete message.dataset.found, OUTLINED_MS);
  }
}

/** Arrow keys, Home and End move between messages. */
function rove(event: KeyboardEvent, list: HTMLOListElement): void {
  const items = [...list.querySelectorAll<HTMLElement>("li[tabindex]")];
  const at = items.findIndex((item) => item === document.activeElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: items.length - 1,
  };
  const target = at < 0 ? undefined : items[steps[event.key] ?? -1];
  if (target) {
    event.preventDefault();
    items.forEach((item) => (item.tabIndex = item === target ? 0 : -1));
    target.focus();
  }
}
