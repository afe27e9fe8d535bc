import { StaffRoles } from "@servicedesk/protocol";
import { useMemo } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { ListFailed } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { type Part, partIn, writingsOf } from "../state/part.ts";
import { ChatHeader } from "./ChatHeader.tsx";
import classes from "./ChatPane.module.css";
import { Composer } from "./Composer.tsx";
import { Messages } from "./Messages.tsx";
import { ModeBar } from "./ModeBar.tsx";
import { ResolvingBar } from "./ResolvingBar.tsx";

export function ChatPane({ sessionId }: { sessionId: number }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const row = useDeskState((s) => s.rows.get(sessionId));
  const agentId = useDeskState((s) => s.agentId);
  const monitoring = useDeskState((s) => s.monitoring);
  const writing = useDeskState((s) => (row ? desk.writingIn(row, s) : undefined));
  const unreadable = useDeskState((s) => (row ? s.unreadable.get(row.conversationId) : undefined));
  const supervises = useDeskState((s) => s.user.roles.some((role) => role !== StaffRoles.agent));
  const part = row && partIn(row, agentId, monitoring);
  const choices = row && part ? writingsOf(part, row) : [];
  const [reply, note] = [choices.includes("reply"), choices.includes("note")];
  const erases = useDeskState((s) => s.user.roles.includes(StaffRoles.administrator));
  const rights = useMemo(
    () => ({ reply, note, moderates: supervises, erases }),
    [reply, note, supervises, erases],
  );
  if (!row || !part) return null;
  const own = part === "answers" || part === "finishes";
  return (
    <section
      className={classes.pane}
      data-part={part}
      aria-label={t("desk.chat.with", { name: row.visitorName })}
    >
      <ChatHeader row={row} own={own} />
      <ModeBar row={row} part={part} />
      {unreadable ? (
        <ListFailed code={unreadable} retry={() => desk.chats.retryReading()} />
      ) : (
        <Messages
          conv={row.conversationId}
          staffConv={row.staffConversationId}
          own={own}
          visitorName={row.visitorName}
          rating={row}
          rights={rights}
        />
      )}
      <ResolvingBar sessionId={row.sessionId} />
      <WhyNot row={row} part={part} />
      {writing && <Composer key={row.sessionId} row={row} writing={writing} choices={choices} />}
    </section>
  );
}

interface WhyNotProps {
  readonly row: Parameters<typeof ChatHeader>[0]["row"];
  readonly part: Part;
}

/** Why no reply can be written: said instead of a field that would refuse. */
function WhyNot({ row, part }: WhyNotProps) {
  const { t } = useLanguage();
  if (part === "answers" || part === "joined" || part === "monitors" || part === "advises")
    return null;
  const text = () => {
    if (row.phase === "ended") {
      return t(part === "finishes" ? "desk.composer.endedOwn" : "desk.composer.ended");
    }
    if (row.phase === "deferred") return t("desk.composer.deferred");
    if (row.phase === "active") return t("desk.composer.other", { agent: row.agentName ?? "" });
    if (row.phase === "bot" || row.phase === "created") return t("desk.composer.bot");
    return t("desk.composer.waiting");
  };
  return <p className={classes.whyNot}>{text()}</p>;
}
