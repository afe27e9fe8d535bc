import { Button } from "@mantine/core";
import { EventTypes, isGone, type TimelineEntry } from "@servicedesk/protocol";
import {
  actionsOn,
  copyText,
  MessageContent,
  Reactions,
  recallNeedsReason,
  Receipt,
  type Row,
} from "@servicedesk/ui";
import { type KeyboardEvent, lazy, memo, Suspense, useRef, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText, exactTime, timeOfDay } from "../time/format.ts";
import { LinkCard } from "./LinkCard.tsx";
import { actionOf, type ChosenAction } from "./messageKeys.ts";
import { MessageMenu } from "./MessageMenu.tsx";
import classes from "./MessageRow.module.css";
import { noteWords } from "./noteWords.ts";

/** What the reader may do in the opened session. */
export interface Rights {
  /** Writes to the visitor. */
  readonly reply: boolean;
  /** Writes among staff. */
  readonly note: boolean;
  /** Oversees: pins and takes back what others said. */
  readonly moderates: boolean;
  /** Administrates: erases for good. */
  readonly erases: boolean;
}

interface MessageRowProps {
  readonly row: Extract<Row, { kind: "entry" }>;
  readonly visitorName: string;
  /** The conversation that the message stands in and its files belong to. */
  readonly conv: number;
  /** The reader (`kind:id`). */
  readonly me: string;
  readonly rights: Rights;
  /** In the tab order; the others are reached by arrow keys. */
  readonly roving: boolean;
  /** Brings the message with this seq of the same conversation into view. */
  readonly onJump: (conv: number, seq: number) => void;
}

const MessageFiles = lazy(() => import("../files/MessageFiles.tsx"));

/** One event of a conversation: a message in its group, or a line of the system. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { entry } = props.row;
  if (entry.type === EventTypes.system || entry.type === EventTypes.survey)
    return <NoteRow entry={entry} />;
  if (entry.type !== EventTypes.message && entry.type !== EventTypes.announcement) return null;
  return <TalkRow {...props} />;
}, sameRow);

function sameRow(a: MessageRowProps, b: MessageRowProps): boolean {
  const before = a.row.entry;
  const now = b.row.entry;
  return (
    a.visitorName === b.visitorName &&
    a.rights === b.rights &&
    a.roving === b.roving &&
    a.conv === b.conv &&
    a.row.first === b.row.first &&
    a.row.last === b.row.last &&
    before.key === now.key &&
    before.seq === now.seq &&
    before.delivery === now.delivery &&
    before.at === now.at &&
    before.body === now.body &&
    sameReactions(before, now) &&
    before.pinned === now.pinned &&
    before.code === now.code
  );
}

function sameReactions({ reactions: a }: TimelineEntry, { reactions: b }: TimelineEntry): boolean {
  const all = (list: TimelineEntry["reactions"]) =>
    list.map(({ emoji, by }) => `${emoji} ${by.join(" ")}`).join();
  return a === b || all(a) === all(b);
}

function TalkRow({ row, visitorName, conv, me, rights, roving, onJump }: MessageRowProps) {
  const { t, locale } = useLanguage();
  const { entry, first, last } = row;
  const { mark, edited, mentions } = entry.body;
  const [near, setNear] = useState(false);
  const [now, setNow] = useState(Date.now);
  const work = useMessageActions(entry, conv, rights, now);
  const item = useRef<HTMLLIElement>(null);
  const nameOf = (sender: string, senderName: string | undefined) =>
    sender.startsWith("visitor:")
      ? visitorName
      : sender === me
        ? t("desk.sender.me")
        : (senderName ?? t(sender.startsWith("bot:") ? "desk.sender.bot" : "desk.sender.staff"));
  // How old the message is counts from when somebody turns to it.
  const turnedTo = () => {
    setNow(Date.now());
    setNear(true);
  };
  const bot = entry.sender.startsWith("bot:");
  const name = nameOf(entry.sender, entry.senderName);
  const announcement = entry.type === EventTypes.announcement;
  return (
    <li
      ref={item}
      className={classes.talk}
      data-mark={mark}
      data-side={entry.sender.startsWith("visitor:") ? "visitor" : "us"}
      data-bot={bot}
      data-announcement={announcement}
      data-first={first}
      data-last={last}
      data-message={`${conv} ${entry.seq}`}
      tabIndex={roving ? 0 : -1}
      onPointerEnter={turnedTo}
      onPointerLeave={() => setNear(false)}
      onFocus={turnedTo}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setNear(false);
      }}
      onKeyDown={work.pressed}
    >
      {first || announcement ? (
        <span className={classes.name}>
          <bdi>{name}</bdi>
          {announcement && <span className={classes.botSign}>{t("message.announcement")}</span>}
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
      <div className={classes.line}>
        <div
          className={classes.bubble}
          data-failed={entry.delivery === "failed"}
          data-gone={isGone(entry.body)}
          data-mentioned={mentions?.includes(me)}
        >
          <MessageContent entry={entry} t={t} nameOf={nameOf} onJump={(seq) => onJump(conv, seq)} />
          {!isGone(entry.body) && <LinkCard text={entry.body.text ?? ""} />}
          {entry.body.attachments && (
            <Suspense fallback={<span className={classes.files} aria-busy="true" />}>
              <MessageFiles files={entry.body.attachments} conv={conv} />
            </Suspense>
          )}
          <Extras entry={entry} />
          {mentions?.includes(me) && <p className={classes.mentions}>{t("desk.mentionsYou")}</p>}
        </div>
        {work.actions.length > 0 && (near || work.opened) && (
          <MessageMenu
            entry={entry}
            me={me}
            actions={work.actions}
            opened={work.opened}
            onChange={(opened) => {
              work.open(opened);
              if (!opened) item.current?.focus();
            }}
            act={work.act}
            react={work.react}
          />
        )}
      </div>
      <Reactions
        reactions={entry.reactions}
        me={me}
        t={t}
        nameOf={(person) => nameOf(person, undefined)}
        onToggle={work.actions.includes("react") ? work.react : undefined}
      />
      {entry.delivery === "failed" ? (
        <Failed entry={entry} />
      ) : (
        <span
          className={
            last || edited || entry.pinned || entry.delivery === "waiting"
              ? classes.foot
              : "desk-hidden"
          }
        >
          {entry.pinned && <span className={classes.sign}>{t("message.pinned")}</span>}
          {edited && <span className={classes.sign}>{t("message.edited")}</span>}
          <time
            dateTime={new Date(entry.at).toISOString()}
            title={dateText(entry.at, locale, exactTime)}
          >
            {dateText(entry.at, locale, timeOfDay)}
          </time>
          {entry.delivery && <Receipt delivery={entry.delivery} t={t} />}
        </span>
      )}
    </li>
  );
}

/** What can be done with the message, and how: by menu, or by a key while it has the focus. */
function useMessageActions(entry: TimelineEntry, conv: number, rights: Rights, now: number) {
  const desk = useDesk();
  const [opened, open] = useState(false);
  const writes = entry.body.mark ? rights.note : rights.reply;
  const moderates = rights.moderates || (rights.reply && !entry.body.mark);
  const hand = { writes, staff: true, moderates, erases: rights.erases, now };
  const actions = actionsOn(entry, hand);
  const react = (emoji: string, off: boolean) => desk.messages.react(conv, entry, emoji, off);
  const acts: Readonly<Record<ChosenAction, () => void>> = {
    quote: () => desk.compose(conv, { kind: "quote", entry }),
    edit: () => desk.compose(conv, { kind: "edit", entry }),
    recall: () =>
      recallNeedsReason(entry, now)
        ? desk.set({ recalling: { conv, entry, forGood: false } })
        : desk.messages.recall(conv, entry),
    pin: () => desk.messages.pin(conv, entry),
    copy: () => void copyText(entry.body.text ?? ""),
    erase: () => desk.set({ recalling: { conv, entry, forGood: true } }),
  };
  const act = (action: ChosenAction) => acts[action]();
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    const action = actionOf(event);
    if (event.key === "Enter" && actions.length > 0) open(true);
    else if (action && actions.includes(action)) act(action);
    else if (!action) return;
    // What cannot be done with this message is not done to the session by the same key.
    event.preventDefault();
  };
  return { actions, opened, open, act, react, pressed };
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
  const { clientMsgId, code, reason } = entry;
  return (
    <div className={classes.failed} role="alert">
      <span>
        {t("desk.notSent", { context: code ?? "unavailable" })}{" "}
        <small>({reason === undefined ? code : `${code}: ${reason}`})</small>
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
