import { Button, NativeSelect, Switch, TextInput } from "@mantine/core";
import type { AlertKind, DirectoryAgent, FieldFault } from "@servicedesk/protocol";
import { useEffect, useState } from "react";
import { useDeskState } from "../../desk/useDesk.tsx";
import { staffApi } from "../../staff/staffApi.ts";
import { type ReportsKey, useWords } from "../words.ts";
import { isOfQueue, unitOf } from "./alertFigure.ts";
import classes from "./Alerts.module.css";
import type { EditedRule } from "./editedRule.ts";

const symptoms: readonly AlertKind[] = [
  "waiting",
  "longestWait",
  "serviceLevel",
  "abandonment",
  "unansweredOffers",
  "noEligibleAgent",
  "supervisorAsked",
  "replyDue",
  "agentsLost",
  "botFailures",
];

interface RuleLineProps {
  readonly rule: EditedRule;
  readonly faults: readonly FieldFault[];
  readonly change: (rule: EditedRule) => void;
  readonly remove: () => void;
}

/** One rule as a row of fields, each named by its column and its rule. */
export function RuleLine({ rule, faults, change, remove }: RuleLineProps) {
  const t = useWords();
  const queues = useDeskState((s) => s.queueNames);
  const agents = useAgents();
  const named = (field: ReportsKey) => t("rules.of", { field: t(field), id: rule.id });
  const fault = (field: string) =>
    faults.find((one) => one.field === `rules[${rule.id}].${field}`)?.rule;
  const number = (
    label: ReportsKey,
    field: "threshold" | "clearAt" | "raiseSeconds" | "clearSeconds",
    unit?: string,
  ) => (
    <TextInput
      size="xs"
      className={classes.narrow}
      type="number"
      aria-label={named(label)}
      value={String(rule[field])}
      error={fault(field)}
      rightSection={unit}
      onChange={(event) => change({ ...rule, [field]: Number(event.currentTarget.value) })}
    />
  );
  const kind = unitOf(rule.symptom);
  const unit = kind === "number" ? undefined : t(`rules.unit.${kind}`);
  return (
    <tr>
      <td>
        <TextInput
          size="xs"
          className={classes.wide}
          aria-label={named("rules.id")}
          value={rule.id}
          error={fault("id")}
          onChange={(event) => change({ ...rule, id: event.currentTarget.value })}
        />
      </td>
      <td>
        <NativeSelect
          size="xs"
          className={classes.choice}
          aria-label={named("rules.symptom")}
          value={rule.symptom}
          data={symptoms.map((value) => ({ value, label: t(`alert.${value}`) }))}
          onChange={(event) => {
            const symptom = event.currentTarget.value as AlertKind;
            change({ ...rule, symptom, queueId: isOfQueue(symptom) ? rule.queueId : undefined });
          }}
        />
      </td>
      <td>
        <NativeSelect
          size="xs"
          className={classes.choice}
          aria-label={named("rules.queue")}
          value={rule.queueId ?? ""}
          disabled={!isOfQueue(rule.symptom)}
          error={fault("queueId")}
          data={[
            { value: "", label: t(isOfQueue(rule.symptom) ? "rules.each" : "alerts.desk") },
            ...[...queues].map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            change({ ...rule, queueId: chosen === "" ? undefined : chosen });
          }}
        />
      </td>
      <td>{number("rules.threshold", "threshold", unit)}</td>
      <td>{number("rules.clearAt", "clearAt", unit)}</td>
      <td>{number("rules.raise", "raiseSeconds")}</td>
      <td>{number("rules.clear", "clearSeconds")}</td>
      <td>
        <NativeSelect
          size="xs"
          className={classes.choice}
          aria-label={named("rules.level")}
          value={String(rule.level)}
          data={[
            { value: "1", label: t("rules.level1") },
            { value: "2", label: t("rules.level2") },
          ]}
          onChange={(event) => change({ ...rule, level: Number(event.currentTarget.value) })}
        />
      </td>
      <td>
        <NativeSelect
          size="xs"
          className={classes.choice}
          aria-label={named("rules.owner")}
          value={rule.ownerId === undefined ? "" : String(rule.ownerId)}
          data={[
            { value: "", label: t("alerts.nobody") },
            ...agents.map((agent) => ({ value: String(agent.agentId), label: agent.name })),
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            change({ ...rule, ownerId: chosen === "" ? undefined : Number(chosen) });
          }}
        />
      </td>
      <td>
        <Switch
          aria-label={named("rules.enabled")}
          checked={rule.enabled}
          onChange={(event) => change({ ...rule, enabled: event.currentTarget.checked })}
        />
      </td>
      <td>
        <Button
          variant="subtle"
          color="red"
          size="compact-md"
          aria-label={t("rules.remove", { id: rule.id })}
          onClick={remove}
        >
          <span aria-hidden="true">✕</span>
        </Button>
      </td>
    </tr>
  );
}

let known: readonly DirectoryAgent[] = [];

function useAgents(): readonly DirectoryAgent[] {
  const [agents, setAgents] = useState(known);
  useEffect(() => {
    if (known.length > 0) return;
    void staffApi.directory().then((reply) => {
      if (reply.ok) setAgents((known = reply.value.agents));
    });
  }, []);
  return agents;
}
