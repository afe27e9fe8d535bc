import { gist } from "@servicedesk/ui";
import type { ChatState } from "../chat/state.ts";
import styles from "./Composer.module.css";
import { useWidget } from "./context.ts";

/** Says above the composer what the words will be, when not a message of their own. */
export function Composing({
  composing,
  gone,
}: {
  composing: NonNullable<ChatState["composing"]>;
  gone: boolean;
}) {
  const { t, chat } = useWidget();
  const { kind, entry } = composing;
  const name = entry.own ? t("widget.you") : (entry.senderName ?? t("widget.team"));
  return (
    <div className={styles.composing}>
      <div>
        <strong>{kind === "edit" ? t("message.editing") : t("message.quoting", { name })}</strong>
        <span dir="auto">{gone ? t("message.quoteGone") : gist(entry.body, t)}</span>
      </div>
      <button type="button" onClick={() => chat.changes.drop()}>
        {t("message.cancel")}
      </button>
    </div>
  );
}
