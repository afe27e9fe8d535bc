import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Button } from "@mantine/core";
import { ListFailed, ListSkeleton } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText, numberFormat } from "../time/format.ts";
import { useTicking } from "../time/useServerNow.ts";
import { AgentTable } from "./AgentTable.tsx";
import { AlertsStrip } from "./AlertsStrip.tsx";
import { AskingList } from "./AskingList.tsx";
import { agentsOf, type BoardFilter, queuesOf } from "./boardFilter.ts";
import classes from "./LiveBoard.module.css";
import { LiveFeed } from "./liveFeed.ts";
import { QueueTable } from "./QueueTable.tsx";
import { Totals } from "./Totals.tsx";

/** Older than this the figures are not now's any more. */
const staleAfterMs = 5_000;

export default function LiveBoard() {
  const { t } = useLanguage();
  const feed = useMemo(() => new LiveFeed(), []);
  const now = useMemo(() => () => feed.clock.now(), [feed]);
  const [filter, setFilter] = useState<BoardFilter>();
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  const { board, receivedAt, refused, link } = useSyncExternalStore(
    feed.store.subscribe,
    feed.store.get,
  );
  if (!board) {
    const code = refused ?? (link.kind === "closed" ? link.reason : undefined);
    return (
      <main className={classes.page} data-region tabIndex={-1}>
        <h1 className="desk-hidden">{t("desk.nav.live")}</h1>
        {code ? <ListFailed code={code} retry={() => feed.retry()} /> : <ListSkeleton />}
      </main>
    );
  }
  return (
    <Freshness at={board.at} receivedAt={receivedAt}>
      <Totals
        totals={board.totals}
        now={now}
        filter={filter}
        choose={(wanted) => setFilter((before) => (before === wanted ? undefined : wanted))}
      />
      <AlertsStrip alerts={board.alerts} now={now} />
      <AskingList sessions={board.asking} now={now} />
      {filter && (
        <p className={classes.filtered} role="status">
          {t("desk.live.filtered")}: {t(`desk.live.filter.${filter}`)}{" "}
          <Button size="compact-sm" variant="default" onClick={() => setFilter(undefined)}>
            {t("desk.live.showAll")}
          </Button>
        </p>
      )}
      <div className={classes.tables}>
        <QueueTable queues={queuesOf(board.queues, filter)} now={now} />
        <AgentTable agents={agentsOf(board.agents, filter)} now={now} />
      </div>
    </Freshness>
  );
}

interface FreshnessProps {
  readonly at: string;
  readonly receivedAt: number;
  readonly children: React.ReactNode;
}

/** Says how old the figures are; old ones are grey and dated, never silently frozen. */
function Freshness({ at, receivedAt, children }: FreshnessProps) {
  const { t, locale } = useLanguage();
  const age = Math.max(0, useTicking(Date.now) - receivedAt);
  const stale = age > staleAfterMs;
  const seconds = numberFormat(locale, {
    style: "unit",
    unit: "second",
    unitDisplay: "narrow",
  }).format(Math.round(age / 1000));
  return (
    <main className={classes.page} data-stale={stale} data-region tabIndex={-1}>
      <div className={classes.top}>
        <h1 className={classes.title}>{t("desk.nav.live")}</h1>
        <span className={classes.updated} data-stale={stale}>
          <span className={classes.dot} aria-hidden="true" />
          {stale
            ? t("desk.live.asOf", { time: dateText(at, locale, { timeStyle: "medium" }) })
            : t("desk.live.updated", { time: seconds })}
        </span>
        <span className="desk-hidden" role="status">
          {stale && t("desk.live.stale")}
        </span>
      </div>
      {children}
    </main>
  );
}
