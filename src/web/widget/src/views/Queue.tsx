import { FallbackKinds } from "@servicedesk/protocol";
import type { ChatState } from "../chat/state.ts";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";

export function Queue({ state, onLeave }: { state: ChatState; onLeave: () => void }) {
  const { t, chat } = useWidget();
  const { session, busy } = state;
  const position = session?.position;
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
      {session?.agentLost && (
        <p>{t("widget.lost", { agent: session.agentName ?? t("widget.team") })}</p>
      )}
      <p className={card.soft}>{t("widget.queue.hint")}</p>
      <div className={card.actions}>
        {session?.fallbacks.includes(FallbackKinds.message) && (
          <button type="button" onClick={onLeave}>
            {t("widget.queue.leave")}
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
