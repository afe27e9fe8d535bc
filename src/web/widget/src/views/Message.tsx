import { ChoiceIds, EventTypes, isGone } from "@servicedesk/protocol";
import {
  actionsOn,
  copyText,
  MessageContent,
  noteText,
  Reactions,
  Receipt,
  type Row,
  type Translate,
} from "@servicedesk/ui";
import { useRef, useState } from "preact/hooks";
import { takesMessages } from "../chat/state.ts";
import type { ChatState } from "../chat/state.ts";
import type { MessageFilesProps } from "../files/MessageFiles.tsx";
import { errorText } from "./Bars.tsx";
import { useWidget } from "./context.ts";
import { lazy } from "./lazy.tsx";
import type { MessageMenuProps } from "./MessageMenu.tsx";
import styles from "./Message.module.css";

const MessageFiles = lazy<MessageFilesProps>(
  async () => (await import("../files/MessageFiles.tsx")).MessageFiles,
  () => <span className={styles.files} aria-busy="true" />,
);
const MessageMenu = lazy<MessageMenuProps>(
  async () => (await import("./MessageMenu.tsx")).MessageMenu,
);

interface MessageProps {
  row: Extract<Row, { kind: "entry" }>;
  state: ChatState;
  /** In the tab order; the others are reached by arrow keys. */
  roving: boolean;
  /** The visitor has written since: buttons are spent. */
  answered: boolean;
  /** Brings the message with this seq into view. */
  onJump: (seq: number) => void;
}

/** Whether an entry shows anything: surveys have a place of their own, unknown types none. */
export function isShown(entry: MessageProps["row"]["entry"], t: Translate): boolean {
  const { body, type } = entry;
  return body.note ? noteText(body.note, t) !== undefined : isTalk(type);
}

function isTalk(type: string): boolean {
  return type === EventTypes.message || type === EventTypes.announcement;
}

export function Message(props: MessageProps) {
  const { t } = useWidget();
  const { entry } = props.row;
  if (entry.body.note) {
    const words = noteText(entry.body.note, t);
    return words ? (
      <li className={styles.note} tabIndex={props.roving ? 0 : -1}>
        {words}
      </li>
    ) : null;
  }

  return isTalk(entry.type) ? <Talk {...props} /> : null;
}

function Talk({ row, state, roving, answered, onJump }: MessageProps) {
  const { t, formats, chat } = useWidget();
  const { entry, first, last } = row;
  const { me } = state.conversation;
  const [menu, setMenu] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const nameOf = (sender: string, senderName?: string) =>
    sender === me
      ? t("widget.you")
      : (senderName ?? t(sender.startsWith("bot:") ? "widget.assistant" : "widget.team"));
  const name = nameOf(entry.sender, entry.senderName);
  const writes = takesMessages(state.session);
  const hand = { writes, staff: false, moderates: false, now: Date.now() };
  const actions = actionsOn(entry, hand);
  const open = () => setMenu(actions.length > 0);
  return (
    <li
      ref={item}
      className={styles.message}
      data-own={entry.own}
      data-first={first}
      data-failed={entry.delivery === "failed"}
      data-announcement={entry.type === EventTypes.announcement}
      data-seq={entry.seq}
      tabIndex={roving ? 0 : -1}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target === event.currentTarget) {
          event.preventDefault();
          open();
        }
      }}
    >
      {entry.type === EventTypes.announcement ? (
        <span className={styles.name}>{t("message.announcement")}</span>
      ) : (
        first &&
        !entry.own && (
          <span className={styles.name} aria-hidden="true">
            <bdi>{name}</bdi>
          </span>
        )
      )}
      <span className={styles.hidden}>
        {t("widget.said", { name, time: formats.exact(entry.at) })}
      </span>
      <div className={styles.line}>
        <div
          className={styles.bubble}
          data-gone={isGone(entry.body)}
          title={formats.exact(entry.at)}
        >
          <MessageContent entry={entry} t={t} nameOf={nameOf} onJump={onJump} />
          {entry.body.attachments && (
            <MessageFiles files={entry.body.attachments} conv={state.conversation.conv} />
          )}
          <Sources entry={entry} />
        </div>
        {actions.length > 0 && (
          <button
            type="button"
            className={styles.more}
            tabIndex={-1}
            aria-haspopup="menu"
            aria-expanded={menu}
            aria-label={t("message.actions")}
            // The menu keeps the focus, so that this closes it instead of opening it once more.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => setMenu(!menu)}
          >
            ⋯
          </button>
        )}
      </div>
      {menu && (
        <MessageMenu
          entry={entry}
          actions={actions}
          me={me}
          onClose={(back) => {
            setMenu(false);
            if (back) {
              item.current?.focus();
            }
          }}
        />
      )}
      <Reactions
        reactions={entry.reactions}
        me={me}
        t={t}
        nameOf={(person) => nameOf(person, person === me ? undefined : state.session?.agentName)}
        onToggle={
          actions.includes("react")
            ? (emoji, off) => chat.changes.react(entry, emoji, off)
            : undefined
        }
      />
      <Choices entry={entry} spent={answered || state.session?.phase !== "bot"} />
      {entry.delivery === "failed" ? (
        <Failed entry={entry} />
      ) : (
        (last || entry.body.edited) && <Meta entry={entry} online={state.online} />
      )}
    </li>
  );
}

type EntryProps = Pick<MessageProps["row"], "entry">;

/** Articles that a bot's answer came from. */
function Sources({ entry }: EntryProps) {
  const { t } = useWidget();
  const { sources = [] } = entry.body;
  return sources.length > 0 ? (
    <div className={styles.sources}>
      <span>{t("widget.sources")}</span>
      {sources.map((source) => (
        <span key={source.articleId} className={styles.source}>
          {source.title}
        </span>
      ))}
    </div>
  ) : null;
}

/** The bot's buttons; a person is always offered at one place, below the messages. */
function Choices({ entry, spent }: EntryProps & { spent: boolean }) {
  const { t, chat } = useWidget();
  const choices = (entry.body.choices ?? []).filter((choice) => choice.id !== ChoiceIds.human);
  return choices.length > 0 ? (
    <div className={styles.choices} role="group" aria-label={t("widget.choose")}>
      {choices.map((choice) => (
        <button
          key={choice.id}
          type="button"
          disabled={spent}
          onClick={() => chat.send(choice.label, choice.id)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  ) : null;
}

function Failed({ entry }: EntryProps) {
  const { t, chat } = useWidget();
  return (
    <div className={styles.failed}>
      <span>
        {t("widget.delivery.failed")}
        {entry.code ? ` · ${errorText(entry.code, t)}` : ""}
      </span>
      <span className={styles.ways}>
        <button type="button" onClick={() => void chat.retry(entry.key)}>
          {t("widget.retry")}
        </button>
        <button type="button" onClick={() => void copyText(entry.body.text ?? "")}>
          {t("widget.copy")}
        </button>
        <button type="button" onClick={() => chat.remove(entry.key)}>
          {t("widget.delete")}
        </button>
      </span>
    </div>
  );
}

function Meta({ entry, online }: EntryProps & { online: boolean }) {
  const { t, formats } = useWidget();
  return (
    <span className={styles.meta}>
      {entry.pinned && <span className={styles.sign}>{t("message.pinned")}</span>}
      {entry.body.edited && <span className={styles.sign}>{t("message.edited")}</span>}
      <time dateTime={new Date(entry.at).toISOString()} title={formats.exact(entry.at)}>
        {formats.time(entry.at)}
      </time>
      {entry.delivery && <Receipt delivery={entry.delivery} t={t} />}
      {entry.delivery === "waiting" && !online && <span>{t("widget.delivery.offline")}</span>}
    </span>
  );
}
