import type { TicketRow } from "@servicedesk/protocol";
import { useMemo } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Avatar } from "../shell/Avatar.tsx";
import { PhoneIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { QueueName } from "../shell/QueueName.tsx";
import { dateText, shortDuration } from "../time/format.ts";
import { useTicking } from "../time/useServerNow.ts";
import { AllCaughtUp, ListFailed, ListSkeleton } from "./ListStates.tsx";
import { RowList } from "./RowList.tsx";
import classes from "./SessionListRow.module.css";

const callTime = { weekday: "short", hour: "2-digit", minute: "2-digit" } as const;

/** Left messages and wished calls: open ones first, the oldest on top; then what was answered or closed in this sitting. */
export function TicketList() {
  const desk = useDesk();
  const { t } = useLanguage();
  const tickets = useDeskState((s) => s.tickets);
  const status = useDeskState((s) => s.lists.offline);
  const opened = useDeskState((s) => (s.opened?.kind === "ticket" ? s.opened.id : undefined));
  const wanted = useMemo(
    () => [...tickets.values()].sort(oldestOpenFirst).map((one) => one.ticketId),
    [tickets],
  );
  if (status.kind === "failed" && wanted.length === 0) {
    return <ListFailed code={status.code} retry={() => desk.lists.reload("offline")} />;
  }
  if (status.kind === "loading" && wanted.length === 0) return <ListSkeleton />;
  if (wanted.length === 0) return <AllCaughtUp list="offline" />;
  return (
    <RowList
      label={t("desk.list.offline")}
      wanted={wanted}
      opened={opened}
      open={(id) => desk.chats.openTicket(id)}
      row={(id) => {
        const ticket = tickets.get(id);
        return ticket && <TicketListRow ticket={ticket} />;
      }}
    />
  );
}

function TicketListRow({ ticket }: { ticket: TicketRow }) {
  const desk = useDesk();
  const { t, locale } = useLanguage();
  const now = useTicking(() => desk.clock.now());
  return (
    <div className={classes.row}>
      <Avatar name={ticket.visitorName} />
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.name} data-unread={ticket.status === "open"}>
            <bdi>{ticket.visitorName}</bdi>
          </span>
          <span className={classes.clock}>
            {ticket.dueAt
              ? dateText(ticket.dueAt, locale, callTime)
              : shortDuration(now - Date.parse(ticket.createdAt), locale)}
          </span>
        </div>
        <span className={classes.last} dir="auto">
          {ticket.text || t("desk.ticket.wishesCall")}
        </span>
        <div className={classes.facts}>
          <span className={classes.fact}>{t(`desk.ticket.${ticket.status}`)}</span>
          {ticket.phone && (
            <span className={classes.fact}>
              <PhoneIcon size={12} /> <bdi dir="ltr">{ticket.phone}</bdi>
            </span>
          )}
          {ticket.queue && (
            <span className={classes.fact}>
              <QueueName id={ticket.queue} />
            </span>
          )}
          {ticket.email && <span className={classes.fact}>{ticket.email}</span>}
        </div>
      </div>
    </div>
  );
}

function oldestOpenFirst(a: TicketRow, b: TicketRow): number {
  return rank(a) - rank(b) || asked(a) - asked(b);
}

function rank(ticket: TicketRow): number {
  return ticket.status === "open" ? 0 : ticket.status === "answered" ? 1 : 2;
}

/** Since when something is owed: a call from its time on. */
function asked(ticket: TicketRow): number {
  return Date.parse(ticket.dueAt ?? ticket.createdAt);
}
