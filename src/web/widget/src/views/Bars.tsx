import { useEffect, useState } from "preact/hooks";
import type { MessageKey } from "@servicedesk/ui";
import type { ChatState } from "../chat/state.ts";
import styles from "./Bars.module.css";
import { useWidget } from "./context.ts";

/** A lost connection shorter than this is not worth a word (milliseconds). */
const QUIET_MS = 1_500;

/** Connection and refusals, said above the messages; history and composer stay usable. */
export function Bars({ state }: { state: ChatState }) {
  const { t, chat } = useWidget();
  const { link, online, refusal } = state;
  const down =
    link.kind === "waiting" || (link.kind === "connecting" && state.session !== undefined);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!down) {
      setLate(false);
      return;
    }

    const timer = setTimeout(() => setLate(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [down]);

  return (
    <div role="status">
      {link.kind === "closed" && (
        <p className={styles.bar}>
          <span>{t("widget.replaced")}</span>
          <button type="button" onClick={() => chat.retryNow()}>
            {t("widget.useHere")}
          </button>
        </p>
      )}
      {down && late && (
        <p className={styles.bar}>
          <span>{online ? t("widget.reconnecting") : t("widget.offline")}</span>
          {online && (
            <button type="button" onClick={() => chat.retryNow()}>
              {t("widget.now")}
            </button>
          )}
        </p>
      )}
      {refusal && (
        <p className={styles.bar} data-kind="error">
          <span>
            {errorText(refusal, t)} <small>{t("error.code", { code: refusal })}</small>
          </span>
          <button
            type="button"
            onClick={() => (state.session ? chat.dismissRefusal() : chat.open(true))}
          >
            {state.session ? t("widget.seen") : t("widget.retry")}
          </button>
        </p>
      )}
    </div>
  );
}

export function errorText(code: string, t: (key: MessageKey) => string): string {
  const key = `error.${code}` as MessageKey;
  const words = t(key);
  return words === key ? t("error.unknown") : words;
}
