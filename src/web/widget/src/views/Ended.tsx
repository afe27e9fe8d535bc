import { type ChatState, resumable } from "../chat/state.ts";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";
import { lazy } from "./lazy.tsx";

const Transcript = lazy<{ sessionId: number }>(
  async () => (await import("./Transcript.tsx")).Transcript,
);
const Survey = lazy<{ busy: boolean }>(async () => (await import("./Survey.tsx")).Survey);

export function Ended({ state, onAgain }: { state: ChatState; onAgain: () => void }) {
  const { t, formats, chat } = useWidget();
  const { session, surveyDone, conversation } = state;
  const endedAt = conversation.events.findLast((event) => event.body.note)?.at;
  if (session?.survey?.phase === "offered" && !surveyDone) {
    return <Survey busy={state.busy === "survey"} />;
  }

  return (
    <section className={card.card}>
      {(surveyDone === "answered" || session?.survey?.phase === "answered") && (
        <p>{t("widget.survey.thanks")}</p>
      )}
      <p className={card.soft}>
        {endedAt
          ? t("widget.ended.at", { time: formats.time(Date.parse(endedAt)) })
          : t("widget.status.ended")}
      </p>
      <div className={card.actions}>
        <button
          type="button"
          className={card.primary}
          onClick={() => {
            onAgain();
            // What is written next goes on where it ended; nothing begins before that.
            if (!resumable(session)) void chat.startAnew();
          }}
        >
          {t("widget.ended.again")}
        </button>
      </div>
      {session && <Transcript sessionId={session.sessionId} />}
    </section>
  );
}
