import { ActionIcon, Tabs } from "@mantine/core";
import type { SessionRow, TicketRow } from "@servicedesk/protocol";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { insightArea } from "../insight/area.ts";
import { lazyInArea } from "../shell/area.tsx";
import { CloseIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { QueueName } from "../shell/QueueName.tsx";
import type { Opened } from "../state/deskState.ts";
import { dateText, exactTime, languageName } from "../time/format.ts";
import { PageLink } from "./PageLink.tsx";
import classes from "./SidePane.module.css";
import { Tags } from "./Tags.tsx";

const WhyPanel = lazyInArea(insightArea, () => import("../insight/WhyPanel.tsx"));

interface SidePaneProps {
  readonly className: string | undefined;
  readonly opened: Opened;
}

/** What is known about the opened conversation: its visitor, and why it came here. */
export function SidePane({ className, opened }: SidePaneProps) {
  const desk = useDesk();
  const { t } = useLanguage();
  const ticket = useDeskState((s) =>
    opened.kind === "ticket" ? s.tickets.get(opened.id) : undefined,
  );
  const row = useDeskState((s) => s.rows.get(ticket?.sessionId ?? opened.id));
  const sessionId = ticket?.sessionId ?? row?.sessionId;
  return (
    <aside
      className={`${classes.side} ${className ?? ""}`}
      aria-label={t("desk.side")}
      data-region
      tabIndex={-1}
    >
      <Tabs defaultValue="visitor" keepMounted={false} className={classes.tabs}>
        <div className={classes.top}>
          <Tabs.List className={classes.list}>
            <Tabs.Tab value="visitor">{t("desk.side.visitor")}</Tabs.Tab>
            <Tabs.Tab value="why">{t("desk.side.why")}</Tabs.Tab>
          </Tabs.List>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t("desk.side.close")}
            onClick={() => desk.showSide(false)}
          >
            <CloseIcon size={16} />
          </ActionIcon>
        </div>
        <Tabs.Panel value="visitor" className={classes.panel}>
          {ticket ? (
            <ReachFacts phone={ticket.phone} email={ticket.email} callAt={ticket.dueAt} />
          ) : (
            row?.call && (
              <ReachFacts phone={row.call.phone} email={row.call.email} callAt={row.call.at} />
            )
          )}
          {row ? <VisitorFacts row={row} /> : ticket && <TicketFacts ticket={ticket} />}
          {row?.context && <PageContext context={row.context} />}
        </Tabs.Panel>
        <Tabs.Panel value="why" className={classes.panel}>
          {sessionId !== undefined && (
            <WhyPanel key={`${sessionId}.${row?.version}`} sessionId={sessionId} />
          )}
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

function VisitorFacts({ row }: { row: SessionRow }) {
  const { t, locale } = useLanguage();
  return (
    <dl className={classes.facts}>
      <Fact term={t("desk.fact.name")}>
        <bdi>{row.visitorName}</bdi>
      </Fact>
      <Fact term={t("desk.fact.connection")}>
        {t(row.visitorOnline ? "desk.visitor.online" : "desk.visitor.offline")}
      </Fact>
      <Fact term={t("desk.fact.language")}>{languageName(row.locale, locale)}</Fact>
      <Fact term={t("desk.fact.page")}>
        <PageLink page={row.page} />
      </Fact>
      <Fact term={t("desk.fact.entryPoint")}>
        {row.entryPoint} ({row.channel})
      </Fact>
      <Fact term={t("desk.fact.queue")}>
        {row.queue ? <QueueName id={row.queue} /> : t("desk.none")}
      </Fact>
      <Fact term={t("desk.fact.agent")}>
        {row.agentName ? <bdi>{row.agentName}</bdi> : t("desk.none")}
      </Fact>
      <Fact term={t("desk.fact.started")}>{dateText(row.startedAt, locale, exactTime)}</Fact>
      {row.enqueuedAt && (
        <Fact term={t("desk.fact.enqueued")}>{dateText(row.enqueuedAt, locale, exactTime)}</Fact>
      )}
      {row.closeReason && (
        <Fact term={t("desk.fact.ended")}>
          {t("desk.closeReason", { context: row.closeReason, reason: row.closeReason })}
        </Fact>
      )}
      <Fact term={t("desk.fact.rating")}>
        {row.rating === undefined ? t("desk.notRated") : t("desk.rating", { score: row.rating })}
      </Fact>
      {row.ratingComment && (
        <Fact term={t("desk.fact.comment")}>
          <bdi>{row.ratingComment}</bdi>
        </Fact>
      )}
      <Fact term={t("desk.fact.tags")}>
        <Tags row={row} key={row.sessionId} />
      </Fact>
      <Fact term={t("desk.fact.transcript")}>
        <TranscriptLinks sessionId={row.sessionId} />
      </Fact>
    </dl>
  );
}

/** What the page said of its visitor: nobody has checked it. */
function PageContext({ context }: { context: Readonly<Record<string, string>> }) {
  const { t } = useLanguage();
  return (
    <section aria-labelledby="page-context">
      <h3 id="page-context" className={classes.heading}>
        {t("desk.context")} <small>{t("desk.context.unverified")}</small>
      </h3>
      <dl className={classes.facts}>
        {Object.entries(context).map(([name, value]) => (
          <Fact key={name} term={name}>
            <bdi>{value}</bdi>
          </Fact>
        ))}
      </dl>
    </section>
  );
}

/** What was said, as a file; each export is audited. */
function TranscriptLinks({ sessionId }: { sessionId: number }) {
  const { t, locale } = useLanguage();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const path = (format: string) =>
    `/api/sessions/${sessionId}/transcript?${new URLSearchParams({ format, locale, zone })}`;
  return (
    <span className={classes.files}>
      <a href={path("html")} download>
        {t("desk.transcript.html")}
      </a>{" "}
      ·{" "}
      <a href={path("text")} download>
        {t("desk.transcript.text")}
      </a>
    </span>
  );
}

interface ReachFactsProps {
  readonly phone: string | null | undefined;
  readonly email: string | null | undefined;
  readonly callAt: string | null | undefined;
}

/** How and when a visitor wants to hear from us. */
function ReachFacts({ phone, email, callAt }: ReachFactsProps) {
  const { t, locale } = useLanguage();
  return (
    <dl className={classes.facts}>
      {phone && (
        <Fact term={t("desk.fact.phone")}>
          <a href={`tel:${phone}`}>
            <bdi dir="ltr">{phone}</bdi>
          </a>
        </Fact>
      )}
      {callAt && <Fact term={t("desk.fact.callAt")}>{dateText(callAt, locale, exactTime)}</Fact>}
      {email && (
        <Fact term={t("desk.fact.email")}>
          <a href={`mailto:${email}`}>{email}</a>
        </Fact>
      )}
    </dl>
  );
}

function TicketFacts({ ticket }: { ticket: TicketRow }) {
  const { t, locale } = useLanguage();
  return (
    <dl className={classes.facts}>
      <Fact term={t("desk.fact.name")}>
        <bdi>{ticket.visitorName}</bdi>
      </Fact>
      <Fact term={t("desk.fact.page")}>
        <PageLink page={ticket.page} />
      </Fact>
      <Fact term={t("desk.fact.queue")}>
        {ticket.queue ? <QueueName id={ticket.queue} /> : t("desk.none")}
      </Fact>
      <Fact term={t("desk.fact.started")}>{dateText(ticket.createdAt, locale, exactTime)}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
