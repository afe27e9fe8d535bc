import type { BoardQueue } from "@servicedesk/protocol";
import { memo } from "react";
import { useLanguage } from "../shell/language.tsx";
import { Since } from "./Since.tsx";
import classes from "./Tables.module.css";
import { Definition, Nobody } from "./Totals.tsx";

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
                <Definition label="desk.live.agentsOnline" text="desk.live.agentsOnlineHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.free" text="desk.live.freeHelp" />
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <QueueLine key={queue.id} queue={queue} now={now} />
            ))}
          </tbody>
        </table>
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
  const { t } = useLanguage();
  return (
    <tr>
      <th scope="row">
        {queue.name}{" "}
        {!queue.open && <span className={classes.closed}>{t("desk.live.closed")}</span>}
      </th>
      <td data-alarm={queue.waiting > 0 && queue.freeSlots === 0}>
        {queue.waiting}
        {queue.waiting > 0 && queue.freeSlots === 0 && (
          <span className={classes.bang}> {t("desk.live.nobodyFree")}</span>
        )}
      </td>
      <td>
        {queue.longestWaitSince ? <Since at={queue.longestWaitSince} now={now} /> : <Nobody />}
      </td>
      <td>{queue.active}</td>
      <td>{queue.agentsOnline}</td>
      <td>{queue.freeSlots}</td>
    </tr>
  );
}, sameQueue);

function sameQueue(a: { queue: BoardQueue }, b: { queue: BoardQueue }): boolean {
  return JSON.stringify(a.queue) === JSON.stringify(b.queue);
}
