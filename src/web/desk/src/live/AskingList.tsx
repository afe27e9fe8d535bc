import { Button } from "@mantine/core";
import type { BoardSession } from "@servicedesk/protocol";
import { memo } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { go } from "../shell/path.ts";
import classes from "./AlertsStrip.module.css";
import { Since } from "./Since.tsx";

interface AskingListProps {
  readonly sessions: readonly BoardSession[];
  readonly now: () => number;
}

/** The chats that a supervisor is asked to look at, each with its reason; nothing while there is none. */
export const AskingList = memo(
  function AskingList({ sessions, now }: AskingListProps) {
    const desk = useDesk();
    const { t } = useLanguage();
    if (sessions.length === 0) return null;
    return (
      <section className={classes.strip} aria-labelledby="live-asking" data-any>
        <h2 id="live-asking" className={classes.title}>
          {t("desk.asking.title", { count: String(sessions.length) })}
        </h2>
        <ul className={classes.list}>
          {sessions.map((session) => (
            <li key={session.sessionId} className={classes.line} data-level="2">
              <span className={classes.what}>
                <strong>
                  <bdi>{session.visitorName}</bdi>
                </strong>{" "}
                {session.queueName && (
                  <>
                    · <bdi>{session.queueName}</bdi>{" "}
                  </>
                )}
                · {t(`desk.alert.${session.alert.reason}`)} · {t("desk.alerts.since")}{" "}
                <Since at={session.alert.at} now={now} />
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("desk.asking.openNamed", { name: session.visitorName })}
                onClick={() => void desk.openSessionOf(session.sessionId).then(() => go("inbox"))}
              >
                {t("desk.asking.open")}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    );
  },
  (a, b) => JSON.stringify(a.sessions) === JSON.stringify(b.sessions),
);
