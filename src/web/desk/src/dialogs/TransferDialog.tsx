import { Alert, Button, Loader, Radio, TextInput } from "@mantine/core";
import { ErrorCodes, type DirectoryAgent, type StaffDirectory } from "@servicedesk/protocol";
import { useEffect, useMemo, useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Dialog } from "./Dialog.tsx";
import type { Target } from "../desk/sessionWork.ts";
import { PresenceDot } from "../shell/StatusMenu.tsx";
import { useLanguage } from "../shell/language.tsx";
import { openedRow } from "../state/deskState.ts";
import { staffApi } from "../staff/staffApi.ts";
import classes from "./TransferDialog.module.css";

export function TransferDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const opened = useDeskState((s) => s.dialog === "transfer");
  const close = () => desk.set({ dialog: "none" });
  return (
    <Dialog opened={opened} onClose={close} title={t("desk.transfer.title")}>
      <TransferForm onDone={close} />
    </Dialog>
  );
}

function TransferForm({ onDone }: { onDone: () => void }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const row = useDeskState(openedRow);
  const agentId = useDeskState((s) => s.agentId);
  const [directory, setDirectory] = useState<StaffDirectory>();
  const [code, setCode] = useState<string>();
  const [filter, setFilter] = useState("");
  const [choice, setChoice] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void staffApi
      .directory()
      .then((reply) => (reply.ok ? setDirectory(reply.value) : setCode(reply.code)));
  }, []);
  const queues = useMemo(
    () => (directory?.queues ?? []).filter((queue) => matches(queue.name, filter)),
    [directory, filter],
  );
  const agents = useMemo(
    () =>
      (directory?.agents ?? [])
        .filter((agent) => agent.agentId !== agentId && matches(agent.name, filter))
        .sort((a, b) => Number(canTake(b)) - Number(canTake(a)) || a.name.localeCompare(b.name)),
    [directory, filter, agentId],
  );
  const unavailable = code === ErrorCodes.targetUnavailable;

  const submit = async (confirmed: boolean) => {
    if (!row || choice === "") return;
    setBusy(true);
    const outcome = await desk.sessions.transfer(row.sessionId, targetOf(choice), confirmed);
    setBusy(false);
    if (!outcome.ok) {
      setCode(outcome.code);
      return;
    }
    desk.toasts.show({
      tone: "good",
      text: "desk.transfer.done",
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
        label={t("desk.transfer.find")}
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
        label={t("desk.transfer.to")}
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
              : "desk.transfer.submit",
          )}
        </Button>
      </div>
    </form>
  );
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
