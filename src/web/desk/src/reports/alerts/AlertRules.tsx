import { Button } from "@mantine/core";
import type { FieldFault } from "@servicedesk/protocol";
import { useCallback, useEffect, useState } from "react";
import { ListFailed, ListSkeleton } from "../../inbox/ListStates.tsx";
import { reportApi } from "../reportApi.ts";
import { useWords } from "../words.ts";
import classes from "./Alerts.module.css";
import { type EditedRule, ruleOf } from "./editedRule.ts";
import { RuleLine } from "./RuleLine.tsx";

interface Edited {
  readonly revision: number;
  readonly rules: readonly EditedRule[];
}

type Outcome = "saved" | "conflict" | "faults" | undefined;

const columns = [
  "id",
  "symptom",
  "queue",
  "threshold",
  "clearAt",
  "raise",
  "clear",
  "level",
  "owner",
  "enabled",
] as const;

/** The rules by which alerts are raised; all are saved at once, on the revision that was read. */
export function AlertRules() {
  const t = useWords();
  const [edited, setEdited] = useState<Edited>();
  const [code, setCode] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const load = useCallback(() => {
    setCode(undefined);
    setOutcome(undefined);
    setFaults([]);
    void reportApi.rules().then((reply) => {
      if (reply.ok) setEdited(reply.value);
      else setCode(reply.code);
    });
  }, []);
  useEffect(load, [load]);
  if (code !== undefined) return <ListFailed code={code} retry={load} />;
  if (!edited) return <ListSkeleton />;

  const change = (rules: readonly EditedRule[]) => {
    setEdited({ ...edited, rules });
    setOutcome(undefined);
  };
  const save = async () => {
    const reply = await reportApi.saveRules(edited.revision, edited.rules.map(ruleOf));
    if (reply.ok) {
      setEdited(reply.value);
      setFaults([]);
      setOutcome("saved");
    } else if (reply.code === "version_conflict") setOutcome("conflict");
    else if (reply.code === "invalid") {
      setFaults(faultsOf(reply.problem));
      setOutcome("faults");
    } else setCode(reply.code);
  };
  return (
    <>
      <p className={classes.hint}>{t("rules.hint")}</p>
      <div className={classes.card} tabIndex={0} role="group" aria-label={t("nav.rules")}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th scope="col" key={name}>
                  {t(`rules.${name}`)}
                </th>
              ))}
              <th scope="col">{t("figure.actions")}</th>
            </tr>
          </thead>
          <tbody>
            {edited.rules.map((rule, index) => (
              <RuleLine
                key={index}
                rule={rule}
                faults={faults}
                change={(next) => change(edited.rules.map((one, i) => (i === index ? next : one)))}
                remove={() => change(edited.rules.filter((_, i) => i !== index))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.foot}>
        <Button
          variant="default"
          onClick={() => change([...edited.rules, newRule(edited.rules.length)])}
        >
          {t("rules.add")}
        </Button>
        <Button onClick={() => void save()}>{t("rules.save")}</Button>
        <span role="status">
          {outcome === "saved" && <span className={classes.saved}>{t("rules.saved")}</span>}
          {outcome === "faults" && <span className={classes.fault}>{t("rules.faults")}</span>}
          {outcome === "conflict" && <span className={classes.fault}>{t("rules.conflict")}</span>}
        </span>
        {outcome === "conflict" && (
          <Button variant="default" onClick={load}>
            {t("rules.reload")}
          </Button>
        )}
      </div>
    </>
  );
}

function newRule(count: number): EditedRule {
  return {
    id: `rule-${count + 1}`,
    symptom: "waiting",
    threshold: 10,
    clearAt: 7,
    raiseSeconds: 60,
    clearSeconds: 60,
    level: 1,
    enabled: true,
  };
}

function faultsOf(problem: unknown): readonly FieldFault[] {
  if (typeof problem !== "object" || problem === null || !("details" in problem)) return [];
  return Array.isArray(problem.details) ? (problem.details as readonly FieldFault[]) : [];
}
