import { Alert, Button, Loader, Radio, TextInput } from "@mantine/core";
import {
  ErrorCodes,
  type DirectoryAgent,
  type SessionRow,
  type StaffDirectory,
} from "@servicedesk/protocol";
import { useEffect, useMemo, useState } from "react";
import type { Desk } from "../desk/Desk.ts";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Dialog } from "./Dialog.tsx";
import type { Outcome, Target } from "../desk/sessionWork.ts";
import { PresenceDot } from "../shell/StatusMenu.tsx";
import { useLanguage } from "../shell/language.tsx";
import { openedRow } from "../state/deskState.ts";
import { staffApi } from "../staff/staffApi.ts";
import classes from "./TargetDialog.module.css";

/** Who is there changes while one chooses. */
const directoryMs = 5_000;

interface Purpose {
  readonly queues: boolean;
  readonly agents: boolean;
  readonly run: (desk: Desk, row: SessionRow, to: Target, confirmed: boolean) => Promise<Outcome>;
}

const purposes = {
  transfer: {
    queues: true,
    agents: true,
    run: (desk, row, to, confirmed) => desk.sessions.transfer(row.sessionId, to, confirmed),
  },
  consult: {
    queues: false,
    agents: true,
    run: (desk, row, to) => desk.sessions.consult(row.sessionId, to),
  },
  assign: {
    queues: false,
    agents: true,
    run: (desk, row, to) => desk.supervision.assign(row, to),
  },
  requeue: {
    queues: true,
    agents: false,
    run: (desk, row, to, confirmed) => desk.supervision.requeue(row, to, confirmed),
  },
} satisfies Record<string, Purpose>;

type PurposeName = keyof typeof purposes;

/** Chooses a queue or an agent, for whatever is to be done with the opened session. */
export function TargetDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const purpose = useDeskState((s) =>
    s.dialog in purposes ? (s.dialog as PurposeName) : undefined,
  );
  const close = () => desk.set({ dialog: "none" });
  return (
    <Dialog
      opened={purpose !== undefined}
      onClose={close}
      title={purpose ? t(`desk.${purpose}.title`) : ""}
    >
      {purpose && <TargetForm key={purpose} purpose={purpose} onDone={close} />}
    </Dialog>
  );
}

function TargetForm({ purpose, onDone }: { purpose: PurposeName; onDone: () => void }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const row = useDeskState(openedRow);
  const except = row?.agentId;
  const [directory, setDirectory] = useState<StaffDirectory>();
  const [code, setCode] = useState<string>();
  const [filter, setFilter] = useState("");
  const [choice, setChoice] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const read = () =>
      void staffApi
        .directory()
        .then((reply) => (reply.ok ? setDirectory(reply.value) : setCode(reply.code)));
    read();
    const again = setInterval(read, directoryMs);
    return () => clearInterval(again);
  }, []);
  const queues = useMemo(
    () =>
      purposes[purpose].queues
        ? (directory?.queues ?? []).filter((queue) => matches(queue.name, filter))
        : [],
    [directory, filter, purpose],
  );
  const agents = useMemo(
    () =>
      (purposes[purpose].agents ? (directory?.agents ?? []) : [])
        .filter((agent) => agent.agentId !== except && matches(agent.name, filter))
        .sort((a, b) => Number(canTake(b)) - Number(canTake(a)) || a.name.localeCompare(b.name)),
    [directory, filter, except, purpose],
  );
  const unavailable = code === ErrorCodes.targetUnavailable;

  const submit = async (confirmed: boolean) => {
    if (!row || choice === "") return;
    setBusy(true);
    const outcome = await purposes[purpose].run(desk, row, targetOf(choice), confirmed);
    setBusy(false);
    if (!outcome.ok) {
      setCode(outcome.code);
      return;
    }
    desk.toasts.show({
      tone: "good",
      text: `desk.${purpose}.done`,
      values: { name: row.visitorName },
    });
    onDone();
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(unavailable);
      }}
    >
      <TextInput
        label={t(findLabel(purposes[purpose]))}
        value={filter}
        data-autofocus
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      {!directory && !code && <Loader size="sm" aria-label={t("desk.loading")} />}
      <Radio.Group
        value={choice}
        onChange={(value) => {
          setChoice(value);
          setCode(undefined);
        }}
        label={t(`desk.${purpose}.to`)}
        className={classes.choices}
      >
        {queues.length > 0 && <h3 className={classes.title}>{t("desk.transfer.queues")}</h3>}
        {queues.map((queue) => (
          <Radio
            key={queue.id}
            value={`queue:${queue.id}`}
            label={queue.name}
            description={
              queue.open
                ? t("desk.transfer.open", { count: queue.agentsOnline })
                : t("desk.transfer.closed")
            }
            className={classes.choice}
          />
        ))}
        {agents.length > 0 && <h3 className={classes.title}>{t("desk.transfer.agents")}</h3>}
        {agents.map((agent) => (
          <Radio
            key={agent.agentId}
            value={`agent:${agent.agentId}`}
            disabled={!isThere(agent)}
            label={<bdi>{agent.name}</bdi>}
            description={
              <>
                <PresenceDot presence={agent.presence} /> {agentState(agent, t)}
              </>
            }
            className={classes.choice}
          />
        ))}
        {directory && queues.length + agents.length === 0 && (
          <p className={classes.none}>{t("desk.transfer.none")}</p>
        )}
      </Radio.Group>
      <div role="alert">
        {code && (
          <Alert color="orange" variant="light" className={classes.alert}>
            {unavailable
              ? t(choice.startsWith("queue:") ? "desk.transfer.nobody" : "desk.transfer.agentAway")
              : t("desk.refused", { context: code, code })}
          </Alert>
        )}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onDone}>
          {t("desk.cancel")}
        </Button>
        <Button
          type="submit"
          loading={busy}
          disabled={choice === "" || (unavailable && choice.startsWith("agent:"))}
        >
          {t(
            unavailable && choice.startsWith("queue:")
              ? "desk.transfer.anyway"
              : `desk.${purpose}.submit`,
          )}
        </Button>
      </div>
    </form>
  );
}

function findLabel({ queues, agents }: Purpose) {
  if (queues && agents) return "desk.transfer.find";
  return queues ? "desk.transfer.findQueue" : "desk.transfer.findAgent";
}

/** Who is not connected or is offline can be given nothing, whatever the purpose. */
function isThere(agent: DirectoryAgent): boolean {
  return agent.connection === "connected" && agent.presence !== "offline";
}

function matches(name: string, filter: string): boolean {
  return name.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase());
}

function canTake(agent: DirectoryAgent): boolean {
  return (
    agent.presence === "online" && agent.connection === "connected" && agent.load < agent.capacity
  );
}

function targetOf(choice: string): Target {
  const [kind, id] = [choice.slice(0, choice.indexOf(":")), choice.slice(choice.indexOf(":") + 1)];
  return kind === "queue" ? { queue: id } : { agent: Number(id) };
}

function agentState(agent: DirectoryAgent, t: ReturnType<typeof useLanguage>["t"]): string {
  const state =
    agent.connection === "connected"
      ? t(`desk.presence.${agent.presence}`)
      : t("desk.agent.notConnected");
  return `${state} · ${agent.load}/${agent.capacity}`;
}
