import { FallbackKinds } from "@servicedesk/protocol";
import type { Translate } from "@servicedesk/ui";
import type { ChatState } from "../chat/state.ts";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";

/** What half and nine in ten of those before wait, in whole minutes. */
function wait(from: number, to: number, t: Translate): string {
  if (to <= 1) {
    return t("widget.queue.etaMinute");
  }

  return from < to && from > 0
    ? t("widget.queue.etaRange", { from, to })
    : t("widget.queue.etaAbout", { to });
}

const isMessage = (kind: string) => kind === FallbackKinds.message;

export function Queue({ state, onLeave }: { state: ChatState; onLeave: () => void }) {
  const { t, chat } = useWidget();
  const { session, busy } = state;
  const position = session?.position;
  // Whoever wants the assistant back stops waiting.
  const ways = session?.fallbacks.filter((kind) => kind !== FallbackKinds.bot) ?? [];
  const words =
    session?.phase === "offered"
      ? t("widget.queue.ringing")
      : position === 1
        ? t("widget.queue.next")
        : position !== undefined
          ? t("widget.queue.position", { position })
          : t("widget.queue.waiting");
  return (
    <section className={card.card} aria-label={words}>
      <p className={card.title}>
        <span className={card.pulse} aria-hidden="true" />
        {words}
      </p>
      {session?.etaMax !== undefined && (
        <p>{wait(session.etaMin ?? session.etaMax, session.etaMax, t)}</p>
      )}
      {session?.agentLost && (
        <p>{t("widget.lost", { agent: session.agentName ?? t("widget.team") })}</p>
      )}
      <p className={card.soft}>{t("widget.queue.hint")}</p>
      <div className={card.actions}>
        {ways.length > 0 && (
          <button type="button" onClick={onLeave}>
            {t(ways.every(isMessage) ? "widget.queue.leave" : "widget.queue.ways")}
          </button>
        )}
        <button
          type="button"
          disabled={busy === "cancel"}
          onClick={() => void chat.session.cancelWait()}
        >
          {t("widget.queue.cancel")}
        </button>
      </div>
    </section>
  );
}
