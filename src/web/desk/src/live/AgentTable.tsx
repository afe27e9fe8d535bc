import type { BoardAgent } from "@servicedesk/protocol";
import { memo } from "react";
import { PresenceDot, presenceText } from "../shell/StatusMenu.tsx";
import { useLanguage } from "../shell/language.tsx";
import { AgentMenu } from "./AgentMenu.tsx";
import { Since } from "./Since.tsx";
import classes from "./Tables.module.css";
import { Definition, Nobody } from "./Totals.tsx";

interface AgentTableProps {
  readonly agents: readonly BoardAgent[];
  readonly now: () => number;
}

export function AgentTable({ agents, now }: AgentTableProps) {
  const { t } = useLanguage();
  return (
    <section className={classes.card} aria-labelledby="live-agents">
      <h2 id="live-agents" className={classes.title}>
        {t("desk.live.agents")}
      </h2>
      <div className={classes.scroll} tabIndex={0} role="group" aria-labelledby="live-agents">
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("desk.live.agent")}</th>
              <th scope="col">
                <Definition label="desk.live.state" text="desk.live.stateHelp" />
              </th>
              <th scope="col">{t("desk.live.since")}</th>
              <th scope="col">
                <Definition label="desk.live.load" text="desk.live.loadHelp" />
              </th>
              <th scope="col">
                <Definition label="desk.live.oldestReply" text="desk.live.oldestReplyHelp" />
              </th>
              <th scope="col">
                <span className="desk-hidden">{t("desk.live.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {agents.map((agent) => (
              <AgentLine key={agent.agentId} agent={agent} now={now} />
            ))}
          </tbody>
        </table>
        {agents.length === 0 && <p className={classes.none}>{t("desk.live.noAgent")}</p>}
      </div>
    </section>
  );
}

const AgentLine = memo(function AgentLine({
  agent,
  now,
}: {
  agent: BoardAgent;
  now: () => number;
}) {
  const { t } = useLanguage();
  const away = agent.connection !== "connected" && agent.presence !== "offline";
  return (
    <tr>
      <th scope="row">
        <bdi>{agent.name}</bdi>
      </th>
      <td>
        <span className={classes.state}>
          <PresenceDot presence={agent.presence} />
          {presenceText(t, agent)}
          {away && (
            <span className={classes.closed}>{t(`desk.connection.${agent.connection}`)}</span>
          )}
        </span>
      </td>
      <td>{agent.since ? <Since at={agent.since} now={now} /> : <Nobody />}</td>
      <td>
        <LoadBar agent={agent} />
      </td>
      <td>
        {agent.oldestReplyDueSince ? (
          <Since at={agent.oldestReplyDueSince} now={now} />
        ) : (
          <Nobody />
        )}
      </td>
      <td className={classes.actions}>
        <AgentMenu agent={agent} />
      </td>
    </tr>
  );
}, sameAgent);

function sameAgent(a: { agent: BoardAgent }, b: { agent: BoardAgent }): boolean {
  return JSON.stringify(a.agent) === JSON.stringify(b.agent);
}

/** Load as a bar, with the figures beside it. */
function LoadBar({ agent }: { agent: BoardAgent }) {
  const { t } = useLanguage();
  const share = agent.capacity === 0 ? 0 : Math.min(1, agent.load / agent.capacity);
  return (
    <span className={classes.load}>
      <span
        className={classes.bar}
        role="meter"
        aria-label={t("desk.live.loadOf", { name: agent.name })}
        aria-valuemin={0}
        aria-valuemax={agent.capacity}
        aria-valuenow={agent.load}
      >
        <span
          className={classes.fill}
          data-full={share >= 1}
          style={{ inlineSize: `${share * 100}%` }}
        />
      </span>
      {agent.load}/{agent.capacity}
    </span>
  );
}
