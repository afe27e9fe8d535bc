import { useDeskState } from "../desk/useDesk.tsx";
import { ChatPane } from "../chat/ChatPane.tsx";
import { useLanguage } from "../shell/language.tsx";
import { SidePane } from "../side/SidePane.tsx";
import { TicketPane } from "../tickets/TicketPane.tsx";
import classes from "./Inbox.module.css";
import { ListPane } from "./ListPane.tsx";
import { NothingOpen } from "./NothingOpen.tsx";

/** Three columns on wide screens, the side as a drawer on middle ones, one column at a time on narrow ones. */
export function Inbox() {
  const { t } = useLanguage();
  const opened = useDeskState((s) => s.opened);
  const sideOpen = useDeskState((s) => s.sideOpen);
  return (
    <main
      className={classes.inbox}
      data-opened={opened !== undefined}
      data-side={sideOpen && opened !== undefined}
    >
      <h1 className="desk-hidden">{t("desk.nav.inbox")}</h1>
      <ListPane className={classes.list} />
      <div className={classes.middle} data-region tabIndex={-1}>
        {opened === undefined && <NothingOpen />}
        {opened?.kind === "session" && <ChatPane key={opened.id} sessionId={opened.id} />}
        {opened?.kind === "ticket" && <TicketPane key={opened.id} ticketId={opened.id} />}
      </div>
      {opened !== undefined && sideOpen && <SidePane className={classes.side} opened={opened} />}
    </main>
  );
}
