import { useState } from "preact/hooks";
import type { ChatState, Face } from "../chat/state.ts";
import { useWidget } from "./context.ts";
import styles from "./Header.module.css";

interface HeaderProps {
  state: ChatState;
  /** Undefined where there is no chat to say anything of. */
  face: Face | undefined;
}

export function Header({ state, face }: HeaderProps) {
  const { t, chat, host, name } = useWidget();
  const [asking, setAsking] = useState(false);
  const agent = face === "chat" ? state.session?.agentName : undefined;
  const canEnd = face === "chat";

  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <span className={styles.avatar} aria-hidden="true">
          {[...(agent ?? name)][0]?.toUpperCase()}
        </span>
        <div className={styles.who}>
          <h2 className={styles.name}>
            <bdi>{agent ?? name}</bdi>
          </h2>
          {face && <Status state={state} face={face} />}
        </div>
        {canEnd && (
          <button type="button" className={styles.end} onClick={() => setAsking(true)}>
            {t("widget.end")}
          </button>
        )}
        {host.embedded && (
          <button
            type="button"
            className={styles.icon}
            aria-label={t("widget.close")}
            title={t("widget.close")}
            onClick={() => host.tell({ kind: "close" })}
          >
            <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
              <path d="M6 9.5l6 6 6-6" fill="none" stroke="currentColor" stroke-width="2.2" />
            </svg>
          </button>
        )}
      </div>
      {asking && canEnd && (
        <div className={styles.question} role="group" aria-label={t("widget.endQuestion")}>
          <span>{t("widget.endQuestion")}</span>
          <button type="button" onClick={() => setAsking(false)}>
            {t("widget.endKeep")}
          </button>
          <button
            type="button"
            ref={focusOnce}
            onClick={() => {
              setAsking(false);
              void chat.session.end();
            }}
          >
            {t("widget.end")}
          </button>
        </div>
      )}
    </header>
  );
}

function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}

function Status({ state, face }: { state: ChatState; face: Face }) {
  const { t, formats, status, opensAt } = useWidget();
  const { session } = state;
  const words = () => {
    switch (face) {
      case "chat":
        return session?.agentLost
          ? t("widget.status.lost", { agent: session.agentName ?? t("widget.team") })
          : t("widget.status.active", { agent: session?.agentName ?? t("widget.team") });
      case "queue":
        return t("widget.status.queued");
      case "ended":
        return t("widget.status.ended");
      case "bot":
        return status === "closed" && opensAt
          ? t("widget.status.closed", { when: formats.when(Date.parse(opensAt)) })
          : session?.phase === "bot"
            ? t("widget.status.bot")
            : t("widget.status.online");
      case "deferred": {
        const at = session?.opensAt ?? opensAt;
        if (at) return t("widget.status.closed", { when: formats.when(Date.parse(at)) });
        return t(status === "closed" ? "widget.status.closedNow" : "widget.status.nobody");
      }
    }
  };
  const away =
    session?.agentLost ||
    face === "deferred" ||
    face === "ended" ||
    (face === "bot" && status === "closed");
  return (
    <p className={styles.status} data-away={away}>
      {words()}
    </p>
  );
}
