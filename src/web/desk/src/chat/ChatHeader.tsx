import { ActionIcon, Tooltip } from "@mantine/core";
import { type SessionRow, StaffRoles } from "@servicedesk/protocol";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { ActionButton, KeyHint } from "../keyboard/ActionButton.tsx";
import { useAction } from "../keyboard/useKeyboard.tsx";
import { Avatar } from "../shell/Avatar.tsx";
import {
  AskIcon,
  BackIcon,
  CheckIcon,
  MoveIcon,
  PanelIcon,
  PhoneIcon,
  UrgencyShape,
} from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { QueueName } from "../shell/QueueName.tsx";
import { PageLink } from "../side/PageLink.tsx";
import { isWaiting } from "../state/lists.ts";
import { clockText, languageName, longDuration } from "../time/format.ts";
import { useTicking } from "../time/useServerNow.ts";
import { waitOf } from "../time/waiting.ts";
import classes from "./ChatHeader.module.css";
import { SuperviseMenu } from "./SuperviseMenu.tsx";

interface ChatHeaderProps {
  readonly row: SessionRow;
  /** Whether this agent serves the session or finishes up after it. */
  readonly own: boolean;
}

export function ChatHeader({ row, own }: ChatHeaderProps) {
  const desk = useDesk();
  const { t, locale } = useLanguage();
  const resolving = useDeskState((s) => s.resolving?.sessionId === row.sessionId);
  const serves = useDeskState((s) => s.user.roles.includes(StaffRoles.agent));
  const answers = own && row.phase === "active";
  return (
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
      <Avatar name={row.visitorName} online={row.visitorOnline} />
      <div className={classes.who}>
        <h2 className={classes.name}>
          <bdi>{row.visitorName}</bdi>
        </h2>
        <div className={classes.facts}>
          <span className={row.visitorOnline ? "desk-hidden" : undefined}>
            {t(row.visitorOnline ? "desk.visitor.online" : "desk.visitor.offline")}
          </span>
          <span>{languageName(row.locale, locale)}</span>
          {row.queue && (
            <span>
              <QueueName id={row.queue} />
            </span>
          )}
          <SessionClock row={row} />
          {row.alert && (
            <span className={classes.alert}>{t(`desk.alert.${row.alert.reason}`)}</span>
          )}
          {row.call?.phone && (
            <a className={classes.call} href={`tel:${row.call.phone}`}>
              <PhoneIcon size={14} /> <bdi dir="ltr">{row.call.phone}</bdi>
            </a>
          )}
          <span className={classes.page}>
            <PageLink page={row.page} />
          </span>
        </div>
      </div>
      <div className={classes.actions}>
        <ReplyDue row={row} />
        <SuperviseMenu row={row} own={own} />
        {isWaiting(row) && serves && <ActionButton id="claim" variant="filled" />}
        {answers && (
          <ActionButton id="hold">
            <span className={classes.short}>
              {t(row.onHold ? "desk.action.unhold" : "desk.action.hold")}
            </span>
          </ActionButton>
        )}
        {answers && (
          <ActionButton id="transfer" leftSection={<MoveIcon size={16} />}>
            <span className={classes.short}>{t("desk.action.transfer")}</span>
          </ActionButton>
        )}
        {answers && row.consultingAgentId === undefined && <ConsultButton />}
        {answers && (
          <ActionButton
            id="resolve"
            variant="filled"
            leftSection={<CheckIcon size={16} />}
            disabled={resolving}
          >
            {t("desk.action.resolve")}
          </ActionButton>
        )}
        {own && !answers && row.wrapUpUntil && <WrapUp until={row.wrapUpUntil} />}
        <SideButton />
      </div>
    </header>
  );
}

function ConsultButton() {
  const { t } = useLanguage();
  const { action, run } = useAction("consult");
  return (
    <Tooltip label={<KeyHint label={t(action.label)} keyName={action.keys[0]} />}>
      <ActionIcon variant="default" size={28} aria-label={t(action.label)} onClick={run}>
        <AskIcon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function SideButton() {
  const { t } = useLanguage();
  const { action, run } = useAction("side");
  const open = useDeskState((s) => s.sideOpen);
  return (
    <Tooltip label={<KeyHint label={t(action.label)} keyName="]" />}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={t(action.label)}
        aria-expanded={open}
        onClick={run}
      >
        <PanelIcon />
      </ActionIcon>
    </Tooltip>
  );
}

function SessionClock({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const now = useTicking(() => desk.clock.now());
  if (row.phase === "ended") return <span>{t("desk.phase.ended")}</span>;
  return (
    <span className={classes.time} title={t("desk.session.since")}>
      {clockText(Math.max(0, now - Date.parse(row.startedAt)))}
    </span>
  );
}

/** When our answer is due, or by how much it is late; nothing while we owe none. */
function ReplyDue({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t, locale } = useLanguage();
  const wait = waitOf(
    row,
    useTicking(() => desk.clock.now()),
  );
  if (wait?.dueInMs === undefined) return null;
  const late = wait.dueInMs <= 0;
  return (
    <span
      className={classes.due}
      data-urgency={wait.urgency}
      title={longDuration(Math.abs(wait.dueInMs), locale)}
    >
      <UrgencyShape urgency={wait.urgency} />
      {t(late ? "desk.due.late" : "desk.due.in", { time: clockText(Math.abs(wait.dueInMs)) })}
    </span>
  );
}

function WrapUp({ until }: { until: string }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const left = Math.max(0, Date.parse(until) - useTicking(() => desk.clock.now()));
  return (
    <>
      <span className={classes.due}>{t("desk.wrapUp", { time: clockText(left) })}</span>
      <ActionButton id="wrap-up-done" variant="filled" leftSection={<CheckIcon size={16} />} />
    </>
  );
}
