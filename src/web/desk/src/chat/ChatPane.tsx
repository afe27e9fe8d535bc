import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { ListFailed } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { isMine } from "../state/lists.ts";
import { ChatHeader } from "./ChatHeader.tsx";
import classes from "./ChatPane.module.css";
import { Composer } from "./Composer.tsx";
import { Messages } from "./Messages.tsx";
import { ResolvingBar } from "./ResolvingBar.tsx";

export function ChatPane({ sessionId }: { sessionId: number }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const row = useDeskState((s) => s.rows.get(sessionId));
  const agentId = useDeskState((s) => s.agentId);
  const unreadable = useDeskState((s) => (row ? s.unreadable.get(row.conversationId) : undefined));
  if (!row) return null;
  const own = agentId !== undefined && isMine(row, agentId);
  const answers = own && row.phase === "active";
  return (
    <section className={classes.pane} aria-label={t("desk.chat.with", { name: row.visitorName })}>
      <ChatHeader row={row} own={own} />
      {unreadable ? (
        <ListFailed code={unreadable} retry={() => desk.chats.retryReading()} />
      ) : (
        <Messages conv={row.conversationId} own={own} visitorName={row.visitorName} rating={row} />
      )}
      <ResolvingBar sessionId={row.sessionId} />
      {answers ? (
        <Composer conv={row.conversationId} name={row.visitorName} />
      ) : (
        <WhyNot row={row} own={own} />
      )}
    </section>
  );
}

/** Why there is nothing to write in: said instead of a field that would refuse. */
function WhyNot({ row, own }: { row: Parameters<typeof ChatHeader>[0]["row"]; own: boolean }) {
  const { t } = useLanguage();
  const text = () => {
    if (row.phase === "ended") return t(own ? "desk.composer.endedOwn" : "desk.composer.ended");
    if (row.phase === "deferred") return t("desk.composer.deferred");
    if (row.phase === "active") return t("desk.composer.other", { agent: row.agentName ?? "" });
    if (row.phase === "bot" || row.phase === "created") return t("desk.composer.bot");
    return t("desk.composer.waiting");
  };
  return <p className={classes.whyNot}>{text()}</p>;
}
