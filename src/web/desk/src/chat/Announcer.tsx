import { type Conversation, EventTypes, isChange, isGone } from "@servicedesk/protocol";
import { gist } from "@servicedesk/ui";
import { useRef } from "react";
import { useLanguage } from "../shell/language.tsx";
import { noteWords } from "./noteWords.ts";

/** Lines kept for the screen reader. */
const kept = 8;

interface AnnouncerProps {
  readonly conversation: Conversation;
  readonly visitorName: string;
}

/** The log for screen readers: only what came after the conversation was opened, and nothing of one's own. */
export function Announcer({ conversation, visitorName }: AnnouncerProps) {
  const { t } = useLanguage();
  const from = useRef(conversation.cursor);
  const news = conversation.events.filter(
    (event) =>
      event.seq > from.current &&
      event.sender !== conversation.me &&
      !isChange(event.type) &&
      !isGone(event.body),
  );
  return (
    <div
      role="log"
      aria-live="polite"
      aria-relevant="additions"
      aria-label={t("desk.messages.news")}
      className="desk-hidden"
    >
      {news.slice(-kept).map((event) => {
        const name = event.sender.startsWith("visitor:")
          ? visitorName
          : (event.senderName ?? t("desk.sender.bot"));
        const words = event.body.note
          ? noteWords(event.body.note, t)
          : event.type === EventTypes.survey
            ? t("desk.note.survey")
            : `${name}: ${gist(event.body, t)}`;
        return words && <p key={event.seq}>{words}</p>;
      })}
    </div>
  );
}
