import { useTakenDraft } from "../chat/useTakenDraft.ts";
import { ActionIcon, Button, Textarea } from "@mantine/core";
import { StaffRoles, type TicketRow } from "@servicedesk/protocol";
import { useEffect, useRef, useState } from "react";
import { Messages } from "../chat/Messages.tsx";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { ListFailed } from "../inbox/ListStates.tsx";
import { Avatar } from "../shell/Avatar.tsx";
import { BackIcon, MailIcon, PhoneIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { useAutoHeight } from "../shell/useAutoHeight.ts";
import { QueueName } from "../shell/QueueName.tsx";
import { dateText } from "../time/format.ts";
import { useTicking } from "../time/useServerNow.ts";
import classes from "./TicketPane.module.css";

const reads = { reply: false, note: false, moderates: false, erases: false };
const readsAndErases = { ...reads, erases: true };

/** A left message or a wished call: what was written, how to reach the visitor, the talk before it; answered or closed here. */
export function TicketPane({ ticketId }: { ticketId: number }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const ticket = useDeskState((s) => s.tickets.get(ticketId));
  const unreadable = useDeskState((s) =>
    ticket ? s.unreadable.get(ticket.conversationId) : undefined,
  );
  const erases = useDeskState((s) => s.user.roles.includes(StaffRoles.administrator));
  if (!ticket) return null;
  return (
    <section
      className={classes.pane}
      aria-label={t("desk.ticket.from", { context: ticket.kind, name: ticket.visitorName })}
    >
      <TicketHeader ticket={ticket} />
      {unreadable ? (
        <ListFailed code={unreadable} retry={() => desk.chats.retryReading()} />
      ) : (
        <Messages
          conv={ticket.conversationId}
          staffConv={undefined}
          own={false}
          visitorName={ticket.visitorName}
          rating={undefined}
          rights={erases ? readsAndErases : reads}
        />
      )}
      {ticket.status === "open" ? <Answer ticket={ticket} /> : <Settled ticket={ticket} />}
    </section>
  );
}

function TicketHeader({ ticket }: { ticket: TicketRow }) {
  const desk = useDesk();
  const { t, locale } = useLanguage();
  return (
    <>
      <header className={classes.header}>
        <ActionIcon
          className={classes.back}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t("desk.back")}
          onClick={() => desk.chats.close()}
        >
          <BackIcon />
        </ActionIcon>
        <Avatar name={ticket.visitorName} />
        <div className={classes.who}>
          <h2 className={classes.name}>
            <bdi>{ticket.visitorName}</bdi>
          </h2>
          <span className={classes.dim}>
            {t(`desk.ticket.${ticket.status}`)} ·{" "}
            {dateText(ticket.createdAt, locale, { dateStyle: "medium", timeStyle: "short" })}
            {ticket.queue && (
              <>
                {" "}
                · <QueueName id={ticket.queue} />
              </>
            )}
          </span>
        </div>
        {ticket.phone && (
          <a className={classes.mail} href={`tel:${ticket.phone}`}>
            <PhoneIcon size={16} /> <bdi dir="ltr">{ticket.phone}</bdi>
          </a>
        )}
        {ticket.email && (
          <a className={classes.mail} href={`mailto:${ticket.email}`}>
            <MailIcon size={16} /> {ticket.email}
          </a>
        )}
      </header>
      {ticket.dueAt && ticket.status === "open" && <CallDue at={ticket.dueAt} />}
      {ticket.text && (
        <blockquote className={classes.text} dir="auto">
          {ticket.text}
        </blockquote>
      )}
    </>
  );
}

/** When the visitor waits for the call, by the agent's clock. */
function CallDue({ at }: { at: string }) {
  const desk = useDesk();
  const { t, locale } = useLanguage();
  const late = useTicking(() => desk.clock.now()) >= Date.parse(at);
  const when = dateText(at, locale, { dateStyle: "full", timeStyle: "short" });
  return (
    <p className={classes.due} data-late={late}>
      {t(late ? "desk.ticket.callDueNow" : "desk.ticket.callDue", { when })}
    </p>
  );
}

function Answer({ ticket }: { ticket: TicketRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const { conversationId: conv, ticketId } = ticket;
  const [text, setText] = useState(() => desk.drafts.get(conv));
  useTakenDraft(conv, setText);
  const [busy, setBusy] = useState<"answer" | "close">();
  const field = useRef<HTMLTextAreaElement>(null);
  useAutoHeight(field, text);
  useEffect(() => {
    const focus = () => field.current?.focus();
    desk.focusComposer = focus;
    return () => {
      if (desk.focusComposer === focus) desk.focusComposer = () => undefined;
    };
  }, [desk]);
  const run = async (what: "answer" | "close") => {
    setBusy(what);
    const outcome =
      what === "answer"
        ? await desk.tickets.answer(ticketId, text.trim())
        : await desk.tickets.close(ticketId);
    setBusy(undefined);
    if (!outcome.ok) desk.refused(outcome.code);
    else {
      if (what === "answer") desk.chats.draft(conv, "");
      desk.toasts.show({
        tone: "good",
        text: what === "answer" ? "desk.ticket.answeredToast" : "desk.ticket.closedToast",
        values: { context: ticket.kind },
      });
    }
  };
  return (
    <div className={classes.answer} data-region>
      <Textarea
        ref={field}
        label={t("desk.ticket.answer")}
        description={t("desk.ticket.answerHelp")}
        rows={2}
        classNames={{ input: classes.field }}
        maxLength={4000}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          desk.chats.draft(conv, event.currentTarget.value);
        }}
      />
      <div className={classes.buttons}>
        <Button
          variant="default"
          loading={busy === "close"}
          disabled={busy !== undefined}
          onClick={() => void run("close")}
        >
          {t("desk.ticket.close", { context: ticket.kind })}
        </Button>
        <Button
          loading={busy === "answer"}
          disabled={busy !== undefined || text.trim() === ""}
          onClick={() => void run("answer")}
        >
          {t("desk.ticket.send")}
        </Button>
      </div>
    </div>
  );
}

function Settled({ ticket }: { ticket: TicketRow }) {
  const { t } = useLanguage();
  return (
    <p className={classes.settled}>
      {ticket.status === "answered"
        ? t("desk.ticket.answeredBy", { agent: ticket.assignee ?? t("desk.note.someone") })
        : t("desk.ticket.isClosed", { context: ticket.kind })}
    </p>
  );
}
