import { useEffect, useState } from "preact/hooks";
import type { ChatState } from "../chat/state.ts";
import { useWidget } from "./context.ts";
import styles from "./Typing.module.css";

const DOTS_MS = 3_000;
/** The bot gives up after 15 s; a sign that outlives it would lie. */
const BOT_LIMIT_MS = 20_000;

/** A person types, or the bot owes an answer. Its room is always kept, so nothing moves when it comes. */
export function Typing({
  typing,
  botSince,
}: {
  typing: ChatState["typing"];
  botSince: number | undefined;
}) {
  const { t } = useWidget();
  const [botPhase, setBotPhase] = useState<"none" | "dots" | "working">("none");
  useEffect(() => {
    if (botSince === undefined) {
      setBotPhase("none");
      return;
    }

    setBotPhase("dots");
    const working = setTimeout(() => setBotPhase("working"), DOTS_MS);
    const over = setTimeout(() => setBotPhase("none"), BOT_LIMIT_MS);
    return () => {
      clearTimeout(working);
      clearTimeout(over);
    };
  }, [botSince]);

  const words = typing
    ? t("widget.typing", { name: typing.name ?? t("widget.team") })
    : botPhase === "working"
      ? t("widget.working")
      : "";
  return (
    <div className={styles.room} aria-hidden="true">
      {(typing || botPhase !== "none") && (
        <span className={styles.sign}>
          <i />
          <i />
          <i />
          {words && <span className={styles.words}>{words}</span>}
        </span>
      )}
    </div>
  );
}
