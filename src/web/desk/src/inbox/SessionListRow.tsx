import type { SessionRow } from "@servicedesk/protocol";
import { plainText } from "@servicedesk/ui";
import { memo } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Avatar } from "../shell/Avatar.tsx";
import { UrgencyShape } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { QueueName } from "../shell/QueueName.tsx";
import { isMine } from "../state/lists.ts";
import { unread } from "../state/sessionRows.ts";
import { clockText, languageName, longDuration, shortDuration } from "../time/format.ts";
import { useTicking } from "../time/useServerNow.ts";
import { waitOf } from "../time/waiting.ts";
import classes from "./SessionListRow.module.css";

interface SessionListRowProps {
  readonly row: SessionRow;
  /** Names who serves it; not needed in one's own list. */
  readonly showAgent: boolean;
}

/** As many as a row has room for. */
const shownTags = 2;

export const SessionListRow = memo(function SessionListRow({
  row,
  showAgent,
}: SessionListRowProps) {
  const { t, locale } = useLanguage();
  const own = useDeskState((s) => s.agentId !== undefined && isMine(row, s.agentId));
  const count = own ? unread(row) : 0;
  return (
    <div className={classes.row}>
      <Avatar name={row.visitorName} online={row.visitorOnline} />
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.name} data-unread={count > 0}>
            <bdi>{row.visitorName}</bdi>
          </span>
          <RowClock row={row} />
        </div>
        <div className={classes.line}>
          <LastLine row={row} />
          {count > 0 && (
            <span className={classes.unread}>
              <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
              <span className="desk-hidden">{t("desk.unread", { count })}</span>
            </span>
          )}
        </div>
        <div className={classes.facts}>
          <span className={classes.language} title={languageName(row.locale, locale)}>
            {row.locale.split("-")[0]}
          </span>
          {row.queue && (
            <span className={classes.fact}>
              <QueueName id={row.queue} />
            </span>
          )}
          {showAgent && (
            <span className={classes.fact}>
              {row.agentName ? <bdi>{row.agentName}</bdi> : t(`desk.phase.${row.phase}`)}
            </span>
          )}
          {row.alert && (
            <span
              className={classes.alert}
              title={t("desk.alert.title", { reason: t(`desk.alert.${row.alert.reason}`) })}
            >
              {t(`desk.alert.${row.alert.reason}`)}
            </span>
          )}
          {row.onHold && <span className={classes.tag}>{t("desk.row.held")}</span>}
          {row.consultingAgentId !== undefined && (
            <span className={classes.tag}>{t("desk.mark", { context: "consult" })}</span>
          )}
          {row.tags?.slice(0, shownTags).map((name) => (
            <span className={classes.tag} key={name}>
              <bdi>{name}</bdi>
            </span>
          ))}
          {row.rating !== undefined && <span className={classes.rating}>★ {row.rating}</span>}
        </div>
      </div>
    </div>
  );
});

function LastLine({ row }: { row: SessionRow }) {
  const { t } = useLanguage();
  const typing = useDeskState(
    (s) =>
      s.typing.has(row.conversationId) &&
      s.typing.get(row.conversationId)?.person.startsWith("visitor:"),
  );
  const drafted = useDeskState((s) => s.drafted.has(row.conversationId));
  if (typing) return <span className={classes.typing}>{t("desk.row.typing")}</span>;
  return (
    <span className={classes.last} dir="auto">
      {drafted && <span className={classes.draft}>{t("desk.row.draft")} </span>}
      {row.lastText
        ? plainText(row.lastText)
        : t(row.head.n > 0 ? "message.recalled" : "desk.row.noMessage")}
    </span>
  );
}

/** How long the visitor has waited for us, as text with a shape; for what is over, how long ago it began. */
function RowClock({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t, locale } = useLanguage();
  const now = useTicking(() => desk.clock.now());
  const wait = waitOf(row, now);
  if (!wait) {
    if (row.wrapUpUntil && row.phase !== "active") {
      return (
        <span className={classes.clock}>
          {t("desk.row.wrapUp", {
            time: clockText(Math.max(0, Date.parse(row.wrapUpUntil) - now)),
          })}
        </span>
      );
    }
    return (
      <span className={classes.clock}>
        {shortDuration(now - Date.parse(row.startedAt), locale)}
      </span>
    );
  }
  const late = wait.dueInMs !== undefined && wait.dueInMs <= 0;
  return (
    <span
      className={classes.wait}
      data-urgency={wait.urgency}
      title={
        late
          ? t("desk.wait.late")
          : t("desk.wait.title", { time: longDuration(wait.elapsedMs, locale) })
      }
    >
      <UrgencyShape urgency={wait.urgency} />
      <span className="desk-hidden">{t("desk.wait.label")}</span>{" "}
      {shortDuration(wait.elapsedMs, locale)}
      {late && <span className="desk-hidden">{t("desk.wait.late")}</span>}
    </span>
  );
}
