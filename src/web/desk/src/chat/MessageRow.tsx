import { Button } from "@mantine/core";
import type { TimelineEntry } from "@servicedesk/protocol";
import { copyText, Receipt, RichText, type Row } from "@servicedesk/ui";
import { lazy, memo, Suspense } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText, exactTime, timeOfDay } from "../time/format.ts";
import { LinkCard } from "./LinkCard.tsx";
import classes from "./MessageRow.module.css";
import { noteWords } from "./noteWords.ts";

interface MessageRowProps {
  readonly row: Extract<Row, { kind: "entry" }>;
  readonly visitorName: string;
  /** The conversation that the entry's files belong to. */
  readonly conv: number;
}

const MessageFiles = lazy(() => import("../files/MessageFiles.tsx"));

/** One event of a conversation: a message in its group, or a line of the system. */
export const MessageRow = memo(function MessageRow({ row, visitorName, conv }: MessageRowProps) {
  const { entry } = row;
  if (entry.type === "system" || entry.type === "survey") return <NoteRow entry={entry} />;
  if (entry.type !== "message") return null;
  return <TalkRow row={row} visitorName={visitorName} conv={conv} />;
}, sameRow);

function sameRow(a: MessageRowProps, b: MessageRowProps): boolean {
  const before = a.row.entry;
  const now = b.row.entry;
  return (
    a.visitorName === b.visitorName &&
    a.conv === b.conv &&
    a.row.first === b.row.first &&
    a.row.last === b.row.last &&
    before.key === now.key &&
    before.seq === now.seq &&
    before.delivery === now.delivery &&
    before.at === now.at &&
    before.body === now.body &&
    before.reactions === now.reactions &&
    before.pinned === now.pinned &&
    before.code === now.code
  );
}

function TalkRow({ row, visitorName, conv }: MessageRowProps) {
  const { t, locale } = useLanguage();
  const { entry, first, last } = row;
  const side = entry.sender.startsWith("visitor:") ? "visitor" : "us";
  const bot = entry.sender.startsWith("bot:");
  const name =
    side === "visitor"
      ? visitorName
      : entry.own
        ? t("desk.sender.me")
        : (entry.senderName ?? t("desk.sender.bot"));
  const at = dateText(entry.at, locale, timeOfDay);
  const { mark } = entry.body;
  return (
    <li
      className={classes.talk}
      data-seq={entry.seq}
      data-mark={mark}
      data-side={side}
      data-bot={bot}
      data-first={first}
      data-last={last}
    >
      {first ? (
        <span className={classes.name}>
          <bdi>{name}</bdi>
          {mark && <span className={classes.mark}>{t("desk.mark", { context: mark })}</span>}
          {bot && name !== t("desk.sender.bot") && (
            <span className={classes.botSign}>{t("desk.sender.bot")}</span>
          )}
        </span>
      ) : (
        <span className="desk-hidden">
          {name} {mark && t("desk.mark", { context: mark })}
        </span>
      )}
      <div className={classes.bubble} data-failed={entry.delivery === "failed"}>
        {entry.body.text && <RichText text={entry.body.text} />}
        <LinkCard text={entry.body.text ?? ""} />
        {entry.body.attachments && (
          <Suspense fallback={<span className={classes.files} aria-busy="true" />}>
            <MessageFiles files={entry.body.attachments} conv={conv} />
          </Suspense>
        )}
        <Extras entry={entry} />
      </div>
      {entry.delivery === "failed" ? (
        <Failed entry={entry} />
      ) : (
        <span className={last || entry.delivery === "waiting" ? classes.foot : "desk-hidden"}>
          <time
            dateTime={new Date(entry.at).toISOString()}
            title={dateText(entry.at, locale, exactTime)}
          >
            {at}
          </time>
          {entry.delivery && <Receipt delivery={entry.delivery} t={t} />}
        </span>
      )}
    </li>
  );
}

/** What the bot offered and where its words came from: shown as it was, nothing to press. */
function Extras({ entry }: { entry: TimelineEntry }) {
  const { t } = useLanguage();
  const { choices, sources, choiceId } = entry.body;
  return (
    <>
      {choices && choices.length > 0 && (
        <ul className={classes.choices} aria-label={t("desk.choices")}>
          {choices.map((choice) => (
            <li key={choice.id}>{choice.label}</li>
          ))}
        </ul>
      )}
      {sources && sources.length > 0 && (
        <p className={classes.sources}>
          {t("desk.sources", { titles: sources.map((one) => one.title).join(", ") })}
        </p>
      )}
      {choiceId && <p className={classes.sources}>{t("desk.chose")}</p>}
    </>
  );
}

function Failed({ entry }: { entry: TimelineEntry }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const { clientMsgId, code } = entry;
  return (
    <div className={classes.failed} role="alert">
      <span>
        {t("desk.notSent", { context: code ?? "unavailable" })} <small>({code})</small>
      </span>
      {clientMsgId && (
        <>
          <Button size="compact-xs" variant="default" onClick={() => desk.chats.retry(clientMsgId)}>
            {t("desk.retry")}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void copyText(entry.body.text ?? "")}
          >
            {t("desk.copy")}
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => desk.chats.discard(clientMsgId)}
          >
            {t("desk.delete")}
          </Button>
        </>
      )}
    </div>
  );
}

function NoteRow({ entry }: { entry: TimelineEntry }) {
  const { t, locale } = useLanguage();
  const words =
    entry.type === "survey"
      ? t("desk.note.survey")
      : entry.body.note && noteWords(entry.body.note, t);
  if (!words) return null;
  return (
    <li className={classes.note}>
      <span className={classes.noteText}>
        {words}{" "}
        <time dateTime={new Date(entry.at).toISOString()}>
          {dateText(entry.at, locale, timeOfDay)}
        </time>
      </span>
    </li>
  );
}
