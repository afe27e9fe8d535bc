import { type FallbackChoice, FallbackKinds, type VisitorSession } from "@servicedesk/protocol";
import { useState } from "preact/hooks";
import type { ChatState } from "../chat/state.ts";
import { CallBackForm } from "./CallBackForm.tsx";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";
import { MessageForm } from "./MessageForm.tsx";

export interface DeferredProps {
  state: ChatState;
  /** Set when the visitor came here from the queue and may go back. */
  onBack?: () => void;
}

type Way = "menu" | "message" | "call";

/** Nobody can take the chat: when that changes, and the ways out in the order in which the desk offers them. */
export function Deferred({ state, onBack }: DeferredProps) {
  const { t } = useWidget();
  const { session, messageLeft, busy } = state;
  const fallbacks = session?.fallbacks ?? [];
  const choices = fallbacks.map((kind) => choiceOf(session, kind)).filter(usable(session));
  // The form stands open where a message is the first thing offered.
  const first: Way = choices[0]?.kind === FallbackKinds.message ? "message" : "menu";
  const [way, setWay] = useState<Way>();
  const shown = way ?? first;
  const others = choices.filter(
    ({ kind }) => shown === "menu" || (shown === "message" && kind !== FallbackKinds.message),
  );

  if (messageLeft || session?.callBackAt || (!onBack && choices.length === 0)) {
    return <Settled state={state} />;
  }

  return (
    <section className={card.card}>
      {!onBack && <Closed session={session} />}
      {shown === "message" && (
        <>
          <p className={card.soft}>{t("widget.deferred.leave")}</p>
          <MessageForm
            busy={busy === "message"}
            onBack={first === "message" ? onBack : () => setWay(undefined)}
          />
        </>
      )}
      {shown === "call" && session?.menu && (
        <CallBackForm menu={session.menu} busy={busy === "call"} onBack={() => setWay(undefined)} />
      )}
      {others.length > 0 && (
        <div className={card.actions}>
          {others.map((choice) => (
            <Choice
              key={choice.kind}
              choice={choice}
              onMessage={() => setWay("message")}
              onCall={() => setWay("call")}
            />
          ))}
          {onBack && shown === "menu" && (
            <button type="button" onClick={onBack}>
              {t("widget.message.back")}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

interface ChoiceProps {
  choice: FallbackChoice;
  onMessage: () => void;
  onCall: () => void;
}

function Choice({ choice, onMessage, onCall }: ChoiceProps) {
  const { t, chat } = useWidget();
  switch (choice.kind) {
    case FallbackKinds.message:
      return (
        <button type="button" className={card.primary} onClick={onMessage}>
          {choice.label ?? t("widget.queue.leave")}
        </button>
      );
    case FallbackKinds.callBack:
      return (
        <button type="button" onClick={onCall}>
          {choice.label ?? t("widget.call.offer")}
        </button>
      );
    case FallbackKinds.bot:
      return (
        <button type="button" onClick={() => void chat.session.askBot()}>
          {choice.label ?? t("widget.deferred.askBot")}
        </button>
      );
    case FallbackKinds.email:
      return (
        <a href={`mailto:${choice.target}`} target="_blank" rel="noopener">
          {choice.label ?? choice.target}
        </a>
      );
    default:
      return (
        <a href={choice.target ?? undefined} target="_blank" rel="noopener">
          {choice.label ?? choice.target}
        </a>
      );
  }
}

/** What was asked for, or that nothing can be. */
function Settled({ state }: { state: ChatState }) {
  const { t, formats, chat } = useWidget();
  const { session, messageLeft } = state;
  const call = session?.callBackAt;
  return (
    <section className={card.card}>
      <p className={card.title}>
        {call
          ? t("widget.call.asked", { when: formats.when(Date.parse(call)) })
          : t(messageLeft ? "widget.message.sent" : "widget.deferred.nobody")}
      </p>
      <div className={card.actions}>
        <button type="button" className={card.primary} onClick={() => void chat.startAnew()}>
          {t("widget.ended.again")}
        </button>
      </div>
    </section>
  );
}

function Closed({ session }: { session: VisitorSession | undefined }) {
  const { t, formats } = useWidget();
  const opensAt = session?.opensAt ? Date.parse(session.opensAt) : undefined;
  const zone = session?.zone;
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <p className={card.title}>
        {opensAt
          ? t("widget.deferred.opens", { when: formats.when(opensAt) })
          : t("widget.deferred.nobody")}
      </p>
      {opensAt && zone && formats.whenIn(opensAt, zone) !== formats.whenIn(opensAt, ownZone) && (
        <p className={card.soft}>
          {t("widget.deferred.zone", {
            when: formats.whenIn(opensAt, zone),
            zone: formats.zone(zone),
          })}
        </p>
      )}
    </>
  );
}

function choiceOf(session: VisitorSession | undefined, kind: string): FallbackChoice {
  return session?.menu?.choices.find((choice) => choice.kind === kind) ?? { kind };
}

/** A call needs a time, mail and page need an address. */
function usable(session: VisitorSession | undefined) {
  return ({ kind, target }: FallbackChoice): boolean =>
    kind === FallbackKinds.callBack
      ? (session?.menu?.callBackSlots.length ?? 0) > 0
      : kind === FallbackKinds.message || kind === FallbackKinds.bot || !!target;
}
