import { ErrorCodes, isGone, timeline } from "@servicedesk/protocol";
import { lastEditable } from "@servicedesk/ui";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import {
  botOwesSince,
  type ChatState,
  faceOf,
  silenceNoticed,
  takesMessages,
} from "../chat/state.ts";
import styles from "./App.module.css";
import { Bars } from "./Bars.tsx";
import { Composer } from "./Composer.tsx";
import { useWidget } from "./context.ts";
import type { DeferredProps } from "./Deferred.tsx";
import { Ended } from "./Ended.tsx";
import { Header } from "./Header.tsx";
import { lazy } from "./lazy.tsx";
import { Log } from "./Log.tsx";
import { Queue } from "./Queue.tsx";
import { Silence } from "./Silence.tsx";

const Deferred = lazy<DeferredProps>(async () => (await import("./Deferred.tsx")).Deferred);

const visitorsHand = { staff: false, moderates: false };

interface AppProps {
  state: ChatState;
  /** The panel is seen. */
  shown: boolean;
  /** The panel fills the window. */
  full: boolean;
}

export function App({ state, shown, full }: AppProps) {
  const { t, chat, host, presence, name } = useWidget();
  const { session, conversation, outbox, link } = state;
  const { interacted } = presence;
  const entries = useMemo(() => timeline(conversation, outbox), [conversation, outbox]);
  const [leaving, setLeaving] = useState(false);
  const composer = useRef<HTMLTextAreaElement | null>(null);
  const face = faceOf(session);
  const unread = Math.max(0, conversation.n - conversation.readN);
  const badge = shown ? 0 : unread;
  const active = session !== undefined && session.phase !== "ended";

  useEffect(() => host.tell({ kind: "unread", count: badge }), [host, badge]);
  useEffect(() => {
    if (session && interacted) {
      host.tell({ kind: "active", active });
    }
  }, [host, session, interacted, active]);
  useEffect(() => {
    if (presence.opened > 0) {
      (composer.current ?? document.querySelector<HTMLElement>("input, button"))?.focus();
    }
  }, [presence.opened]);
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) {
        host.tell({ kind: "close" });
      }
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [host]);
  useEffect(() => setLeaving(false), [session?.sessionId, face]);

  if (link.kind === "closed" && link.reason !== "replaced") {
    return (
      <div className={styles.app} role="dialog" aria-label={t("widget.title", { name })}>
        <Header state={state} face={undefined} />
        <div className={styles.blocked} role="alert">
          <p>{t("widget.blocked", { context: link.reason })}</p>
          {link.reason !== ErrorCodes.banned && (
            <small>{t("error.code", { code: link.reason })}</small>
          )}
        </div>
      </div>
    );
  }

  const silent = silenceNoticed(entries, state.stillHereTo) && takesMessages(session);
  return (
    <div
      className={styles.app}
      role="dialog"
      aria-modal={full ? "true" : undefined}
      aria-label={t("widget.title", { name })}
    >
      <Header state={state} face={face} />
      <Bars state={state} />
      <Log
        entries={entries}
        state={state}
        shown={shown}
        botSince={session?.phase === "bot" ? botOwesSince(entries) : undefined}
      />
      {face === "queue" && !leaving && <Queue state={state} onLeave={() => setLeaving(true)} />}
      {(face === "deferred" || leaving) && (
        <Deferred state={state} onBack={leaving ? () => setLeaving(false) : undefined} />
      )}
      {face === "ended" && <Ended state={state} onAgain={() => composer.current?.focus()} />}
      {silent && <Silence closesAt={session?.closesAt} busy={state.busy === "still"} />}
      {face === "bot" && session?.phase === "bot" && (
        <div className={styles.human}>
          <button
            type="button"
            disabled={state.busy === "human"}
            onClick={() => void chat.session.requestAgent()}
          >
            {t("widget.human")}
          </button>
        </div>
      )}
      {face !== "deferred" && !leaving && (
        <Composer
          field={composer}
          ended={face === "ended"}
          conv={session?.conversationId}
          composing={state.composing}
          gone={entries.some((e) => e.seq === state.composing?.entry.seq && isGone(e.body))}
          onEditLast={() => {
            const hand = { ...visitorsHand, writes: takesMessages(session), now: Date.now() };
            const entry = lastEditable(entries, hand);
            if (entry) chat.changes.edit(entry);
          }}
        />
      )}
    </div>
  );
}
