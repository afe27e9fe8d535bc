import type { BoardQueue } from "@servicedesk/protocol";
import { memo } from "react";
import { useLanguage } from "../shell/language.tsx";
import { numberFormat } from "../time/format.ts";
import { missesAbandonment, missesLevel } from "./boardFilter.ts";
import { Since } from "./Since.tsx";
import { Spark } from "./Spark.tsx";
import classes from "./Tables.module.css";
import { Definition, NoData, Nobody } from "./Totals.tsx";

interface QueueTableProps {
  readonly queues: readonly BoardQueue[];
  readonly now: () => number;
}

export function QueueTable({ queues, now }: QueueTableProps) {
  const { t } = useLanguage();
  return (
    <section className={classes.card} aria-labelledby="live-queues">
      <h2 id="live-queues" className={classes.title}>
        {t("desk.live.queues")}
      </h2>
      <div className={classes.scroll} tabIndex={0} role="group" aria-labelledby="live-queues">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("desk.live.queue")}</th>
              <th scope="col">
                <Definition label="desk.live.waiting" text="desk.live.waitingHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.longest" text="desk.live.longestHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.active" text="desk.live.activeHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.serviceLevel" text="desk.live.serviceLevelHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.abandonment" text="desk.live.abandonmentHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.agentsOnline" text="desk.live.agentsOnlineHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.free" text="desk.live.freeHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.spark" text="desk.live.sparkHelp" />
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <QueueLine key={queue.id} queue={queue} now={now} />
            ))}
          </tbody>
        </table>
        {queues.length === 0 && <p className={classes.none}>{t("desk.live.noQueue")}</p>}
      </div>
    </section>
  );
}

const QueueLine = memo(function QueueLine({
  queue,
  now,
}: {
  queue: BoardQueue;
  now: () => number;
}) {
  const { t, locale } = useLanguage();
  const percent = numberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return (
    <tr>
      <th scope="row">
        {queue.name}{" "}
        {!queue.open && <span className={classes.closed}>{t("desk.live.closed")}</span>}
      </th>
      <td
        data-alarm={
          (queue.waiting > 0 && queue.freeSlots === 0) || queue.waiting > queue.waitingTarget
        }
      >
        {queue.waiting}
        {queue.waiting > 0 && queue.freeSlots === 0 && (
          <span className={classes.bang}> {t("desk.live.nobodyFree")}</span>
        )}
      </td>
      <td>
        {queue.longestWaitSince ? <Since at={queue.longestWaitSince} now={now} /> : <Nobody />}
      </td>
      <td>{queue.active}</td>
      <td data-alarm={missesLevel(queue)}>
        {queue.serviceLevel === undefined ? (
          <NoData small />
        ) : (
          percent.format(queue.serviceLevel / 100)
        )}
        {missesLevel(queue) && <span className="desk-hidden"> {t("desk.live.missed")}</span>}
      </td>
      <td data-alarm={missesAbandonment(queue)}>
        {queue.abandonment === undefined ? (
          <NoData small />
        ) : (
          percent.format(queue.abandonment / 100)
        )}
        {missesAbandonment(queue) && <span className="desk-hidden"> {t("desk.live.missed")}</span>}
      </td>
      <td>{queue.agentsOnline}</td>
      <td>{queue.freeSlots}</td>
      <td>
        <Spark depths={queue.depths} queue={queue.name} />
      </td>
    </tr>
  );
}, sameQueue);

function sameQueue(a: { queue: BoardQueue }, b: { queue: BoardQueue }): boolean {
  return JSON.stringify(a.queue) === JSON.stringify(b.queue);
}
