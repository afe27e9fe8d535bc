import {
  type Conversation,
  type ConversationEvent,
  EventTypes,
  isGone,
} from "@servicedesk/protocol";
import { gist, noteText, type Translate } from "@servicedesk/ui";
import { useEffect, useRef, useState } from "preact/hooks";
import { type ChatState, faceOf } from "../chat/state.ts";
import { useWidget } from "./context.ts";
import styles from "./Message.module.css";

/** Typing and queue position are said at most this often (milliseconds). */
const SPARINGLY_MS = 30_000;

/** What a screen reader is told: only what is new, never history and never the visitor's own words. */
export function Announcer({
  conversation,
  state,
}: {
  conversation: Conversation;
  state: ChatState;
}) {
  const { t } = useWidget();
  const [said, setSaid] = useState<readonly { seq: number; words: string }[]>([]);
  const from = useRef<number>(undefined);

  useEffect(() => {
    if (conversation.phase === "unknown" || conversation.phase === "snapshot") {
      return;
    }

    const begin = from.current ?? conversation.cursor;
    from.current = conversation.cursor;
    const fresh = conversation.events
      .filter((event) => event.seq > begin && event.sender !== conversation.me)
      .flatMap((event) => {
        const words = spoken(event, t);
        return words ? [{ seq: event.seq, words }] : [];
      });
    if (fresh.length > 0) {
      setSaid((before) => [...before, ...fresh].slice(-5));
    }
  }, [conversation, t]);

  const { position } = state.session ?? {};
  const waiting = faceOf(state.session) === "queue" && position !== undefined;
  const status = useSparingly(
    waiting
      ? t("widget.queue.position", { position })
      : state.typing
        ? t("widget.typing", { name: state.typing.name ?? t("widget.team") })
        : "",
  );
  return (
    <>
      <div role="log" aria-live="polite" aria-relevant="additions" className={styles.hidden}>
        {said.map(({ seq, words }) => (
          <p key={seq}>{words}</p>
        ))}
      </div>
      <div role="status" className={styles.hidden}>
        {status}
      </div>
    </>
  );
}

function spoken(event: ConversationEvent, t: Translate): string | undefined {
  if (event.body.note) {
    return noteText(event.body.note, t);
  }

  const name = event.senderName ?? t("widget.assistant");
  const { type, body } = event;
  if (type === EventTypes.announcement) {
    return `${t("message.announcement")}: ${gist(body, t)}`;
  }

  return type === EventTypes.message && !isGone(body) ? `${name}: ${gist(body, t)}` : undefined;
}

/** Follows words, but changes them at most once in thirty seconds. */
function useSparingly(words: string): string {
  const [shown, setShown] = useState(words);
  const changedAt = useRef(-SPARINGLY_MS);
  useEffect(() => {
    if (words === shown || words === "") {
      return;
    }

    const left = Math.max(0, changedAt.current + SPARINGLY_MS - performance.now());
    const timer = setTimeout(() => {
      changedAt.current = performance.now();
      setShown(words);
    }, left);
    return () => clearTimeout(timer);
  }, [words, shown]);
  return shown;
}
