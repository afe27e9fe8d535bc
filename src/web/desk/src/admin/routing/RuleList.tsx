import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import type { EntryPoint, RoutingRule } from "../desk/model.ts";
import { isWithin } from "../desk/paths.ts";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import { Place } from "../fields/Place.tsx";
import { FaultCount } from "../parts/FaultCount.tsx";
import { FaultList } from "../parts/FaultList.tsx";
import { freeId } from "../parts/AddDialog.tsx";
import { Section } from "../parts/Page.tsx";
import { movedItem, SortableList } from "../parts/SortableList.tsx";
import { useWords } from "../words.ts";
import { newCondition } from "./conditions.ts";
import { RuleEditor } from "./RuleEditor.tsx";
import classes from "./RuleList.module.css";
import { ruleSentence } from "./sentences.ts";

/** The rules of an entry point, tried from above; the last one takes what none before it took. */
export function RuleList({ entry }: { entry: EntryPoint }) {
  const t = useWords();
  const store = useDraft();
  const desk = useDraftState((s) => s.desk);
  const sought = useDraftState((s) => s.sought);
  const place = `entryPoints[${entry.key}].rules`;
  const faults = useFaultsWithin(place);
  const [opened, setOpened] = useState<string>();
  const { rules } = entry;
  const last = rules.at(-1);
  const hasDefault = last !== undefined && last.when === undefined;
  useEffect(() => {
    const wanted = rules.find(
      (rule) => sought !== undefined && isWithin(sought, `${place}[${rule.id}]`),
    );
    if (wanted) setOpened(wanted.id);
  }, [sought, rules, place]);

  const add = (when: RoutingRule["when"]) => {
    const id = freeId(
      when ? "rule" : "default",
      rules.map((rule) => rule.id),
    );
    const made: RoutingRule = {
      id,
      queueId: desk.queues[0]?.id ?? "",
      tier: 0,
      boostSeconds: 0,
      entersFullQueue: false,
      requirements: [],
      ...(when ? { when } : {}),
    };
    const at = when && hasDefault ? rules.length - 1 : rules.length;
    store.put(place, rules.toSpliced(at, 0, made));
    setOpened(id);
    store.seek(`${place}[${id}].when`);
  };
  const own = faults.filter((fault) => fault.item === place);
  return (
    <Section
      title={entry.name}
      text={t("routing.rulesText")}
      actions={
        <Button size="compact-sm" onClick={() => add(newCondition("topic"))}>
          {t("routing.add")}
        </Button>
      }
    >
      <FaultList faults={own} label={t("overview.faults")} />
      <SortableList
        label={t("routing.rulesOf", { name: entry.name })}
        items={rules}
        keyOf={(rule, index) =>
          `${rule.id} ${rules.findIndex((one) => one.id === rule.id) === index}`
        }
        placeOf={(rule) => `${place}[${rule.id}]`}
        nameOf={(rule) => ruleSentence(rule, desk, t)}
        pinned={hasDefault ? 1 : 0}
        onMove={(from, to) => store.put(place, movedItem(rules, from, to))}
      >
        {(rule) => (
          <>
            <div className={classes.line}>
              <button
                type="button"
                className={classes.sentence}
                aria-expanded={opened === rule.id}
                onClick={() => setOpened(opened === rule.id ? undefined : rule.id)}
              >
                {ruleSentence(rule, desk, t)}
              </button>
              <FaultCount
                faults={faults.filter((fault) => isWithin(fault.item, `${place}[${rule.id}]`))}
              />
            </div>
            {opened === rule.id && <RuleEditor entry={entry.key} rule={rule} />}
          </>
        )}
      </SortableList>
      {!hasDefault && (
        <Place path={place} className={classes.missing}>
          <p>{t("routing.noDefault")}</p>
          <Button size="compact-sm" variant="default" onClick={() => add(undefined)}>
            {t("routing.addDefault")}
          </Button>
        </Place>
      )}
    </Section>
  );
}
