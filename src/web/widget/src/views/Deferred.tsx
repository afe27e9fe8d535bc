import { FallbackKinds } from "@servicedesk/protocol";
import type { ChatState } from "../chat/state.ts";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";
import { MessageForm } from "./MessageForm.tsx";

interface DeferredProps {
  state: ChatState;
  /** Set when the visitor came here from the queue and may go back. */
  onBack?: () => void;
}

/** Nobody can take the chat: when that changes, a message form, and the bot. */
export function Deferred({ state, onBack }: DeferredProps) {
  const { t, formats, chat } = useWidget();
  const { session, messageLeft } = state;
  const opensAt = session?.opensAt ? Date.parse(session.opensAt) : undefined;
  const zone = session?.zone;
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const fallbacks = session?.fallbacks ?? [];

  if (messageLeft || (!onBack && !fallbacks.includes(FallbackKinds.message))) {
    return (
      <section className={card.card}>
        {messageLeft && <p className={card.title}>{t("widget.message.sent")}</p>}
        {!messageLeft && <p className={card.title}>{t("widget.deferred.nobody")}</p>}
        <div className={card.actions}>
          <button type="button" className={card.primary} onClick={() => void chat.startAnew()}>
            {t("widget.ended.again")}
          </button>
        </div>
      </section>
    );
  }

  return (
    <section className={card.card}>
      {!onBack && (
        <>
          <p className={card.title}>
            {opensAt
              ? t("widget.deferred.opens", { when: formats.when(opensAt) })
              : t("widget.deferred.nobody")}
          </p>
          {opensAt && zone && zone !== ownZone && (
            <p className={card.soft}>
              {t("widget.deferred.zone", {
                when: formats.whenIn(opensAt, zone),
                zone: formats.zone(zone),
              })}
            </p>
          )}
        </>
      )}
      <p className={card.soft}>{t("widget.deferred.leave")}</p>
      <MessageForm
        busy={state.busy === "message"}
        onBack={onBack}
        onAskBot={fallbacks.includes(FallbackKinds.bot) ? () => void chat.askBot() : undefined}
      />
    </section>
  );
}
