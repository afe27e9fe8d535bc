import { Button, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { Dialog } from "../../dialogs/Dialog.tsx";
import { ListFailed, ListSkeleton } from "../../inbox/ListStates.tsx";
import type { Agent } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { pathOf } from "../nav/pages.ts";
import { useWords } from "../words.ts";
import { accountsApi, type StaffMember } from "./accountsApi.ts";
import classes from "./AddAgent.module.css";

/** Makes an agent of an account that may sign in as one. */
export function AddAgent() {
  const t = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpened(true)}>
        {t("agents.add")}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t("agents.add")}>
        <Candidates onDone={() => setOpened(false)} />
      </Dialog>
    </>
  );
}

function Candidates({ onDone }: { onDone: () => void }) {
  const t = useWords();
  const store = useDraft();
  const agents = useDraftState((s) => s.desk.agents);
  const [accounts, setAccounts] = useState<readonly StaffMember[]>();
  const [code, setCode] = useState<string>();
  const [filter, setFilter] = useState("");
  const read = () =>
    void accountsApi.all().then((reply) => {
      setCode(reply.ok ? undefined : reply.code);
      if (reply.ok) setAccounts(reply.value);
    });
  useEffect(read, []);
  if (code !== undefined) return <ListFailed code={code} retry={read} />;
  if (!accounts) return <ListSkeleton />;
  const free = accounts.filter(
    (one) =>
      one.active &&
      one.roles.includes("agent") &&
      !agents.some((agent) => agent.id === one.id) &&
      one.name.toLocaleLowerCase().includes(filter.trim().toLocaleLowerCase()),
  );
  const add = (account: StaffMember) => {
    const made: Agent = {
      id: account.id,
      name: account.name,
      capacity: 5,
      memberships: [],
      skills: [],
      channelLimits: [],
    };
    store.edit((desk) => ({ ...desk, agents: [...desk.agents, made] }));
    store.seek(`agents[${account.id}].capacity`);
    onDone();
  };
  return (
    <div className={classes.form}>
      <TextInput
        size="xs"
        type="search"
        label={t("agents.filter")}
        value={filter}
        data-autofocus
        onChange={(event) => setFilter(event.currentTarget.value)}
      />
      <ul className={classes.list}>
        {free.map((account) => (
          <li key={account.id} className={classes.row}>
            <span>
              <bdi>{account.name}</bdi> <small>{account.email}</small>
            </span>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t("agents.addName", { name: account.name })}
              onClick={() => add(account)}
            >
              {t("add.add")}
            </Button>
          </li>
        ))}
      </ul>
      {free.length === 0 && (
        <p className={classes.none}>
          {t("agents.noCandidates")}{" "}
          <AdminLink to={pathOf("accounts")}>{t("nav.accounts")}</AdminLink>
        </p>
      )}
    </div>
  );
}
