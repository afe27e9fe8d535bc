import { ChoiceIds } from "@servicedesk/protocol";
import { copyText, noteText, Receipt, RichText, type Row, type Translate } from "@servicedesk/ui";
import type { ChatState } from "../chat/state.ts";
import type { MessageFilesProps } from "../files/MessageFiles.tsx";
import { errorText } from "./Bars.tsx";
import { useWidget } from "./context.ts";
import { lazy } from "./lazy.tsx";
import styles from "./Message.module.css";

const MessageFiles = lazy<MessageFilesProps>(
  async () => (await import("../files/MessageFiles.tsx")).MessageFiles,
  () => <span className={styles.files} aria-busy="true" />,
);

interface MessageProps {
  row: Extract<Row, { kind: "entry" }>;
  state: ChatState;
  /** In the tab order; the others are reached by arrow keys. */
  roving: boolean;
  /** The visitor has written since: buttons are spent. */
  answered: boolean;
}

/** Whether an entry shows anything: surveys have a place of their own, unknown types none. */
export function isShown(entry: MessageProps["row"]["entry"], t: Translate): boolean {
  return entry.body.note
    ? noteText(entry.body.note, t) !== undefined
    : entry.type === "message" && (entry.body.text ?? entry.body.attachments) !== undefined;
}

export function Message({ row, state, roving, answered }: MessageProps) {
  const { t, formats, chat } = useWidget();
  const { entry, first, last } = row;
  if (entry.body.note) {
    const words = noteText(entry.body.note, t);
    return words ? (
      <li className={styles.note} tabIndex={roving ? 0 : -1}>
        {words}
      </li>
    ) : null;
  }

  const { text, attachments } = entry.body;
  if (entry.type !== "message" || (text ?? attachments) === undefined) {
    return null;
  }

  const failed = entry.delivery === "failed";
  const bot = entry.sender.startsWith("bot:");
  const name = entry.senderName ?? (bot ? t("widget.assistant") : t("widget.team"));
  // A person is always offered at one place, below the messages.
  const choices = (entry.body.choices ?? []).filter((choice) => choice.id !== ChoiceIds.human);
  const spent = answered || state.session?.phase !== "bot";
  return (
    <li
      className={styles.message}
      data-own={entry.own}
      data-first={first}
      data-failed={failed}
      tabIndex={roving ? 0 : -1}
    >
      {first && !entry.own && (
        <span className={styles.name} aria-hidden="true">
          <bdi>{name}</bdi>
        </span>
      )}
      <span className={styles.hidden}>
        {t("widget.said", {
          name: entry.own ? t("widget.you") : name,
          time: formats.exact(entry.at),
        })}
      </span>
      <div className={styles.bubble} title={formats.exact(entry.at)}>
        {text && <RichText text={text} />}
        {attachments && <MessageFiles files={attachments} conv={state.conversation.conv} />}
        {entry.body.sources && entry.body.sources.length > 0 && (
          <div className={styles.sources}>
            <span>{t("widget.sources")}</span>
            {entry.body.sources.map((source) => (
              <span key={source.articleId} className={styles.source}>
                {source.title}
              </span>
            ))}
          </div>
        )}
      </div>
      {choices.length > 0 && (
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
      )}
      {failed ? (
        <div className={styles.failed}>
          <span>
            {t("widget.delivery.failed")}
            {entry.code ? ` · ${errorText(entry.code, t)}` : ""}
          </span>
          <button type="button" onClick={() => void chat.retry(entry.key)}>
            {t("widget.retry")}
          </button>
          <button type="button" onClick={() => void copyText(entry.body.text ?? "")}>
            {t("widget.copy")}
          </button>
          <button type="button" onClick={() => chat.remove(entry.key)}>
            {t("widget.delete")}
          </button>
        </div>
      ) : (
        last && (
          <span className={styles.meta}>
            <time dateTime={new Date(entry.at).toISOString()} title={formats.exact(entry.at)}>
              {formats.time(entry.at)}
            </time>
            {entry.delivery && <Receipt delivery={entry.delivery} t={t} />}
            {entry.delivery === "waiting" && !state.online && (
              <span>{t("widget.delivery.offline")}</span>
            )}
          </span>
        )
      )}
    </li>
  );
}
