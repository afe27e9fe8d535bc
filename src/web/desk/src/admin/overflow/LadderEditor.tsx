import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useLanguage } from "../../shell/language.tsx";
import type { OverflowStep, Queue } from "../desk/model.ts";
import { isWithin } from "../desk/paths.ts";
import { remove } from "../desk/removal.ts";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import { durationText } from "../fields/duration.ts";
import { useFaultText } from "../fields/faultText.ts";
import { Place } from "../fields/Place.tsx";
import { Empty, Section } from "../parts/Page.tsx";
import { movedItem, SortableList } from "../parts/SortableList.tsx";
import { useWords } from "../words.ts";
import classes from "./LadderEditor.module.css";
import { StepEditor } from "./StepEditor.tsx";
import { stepWords } from "./stepWords.ts";

const firstStep: OverflowStep = {
  trigger: "wait",
  value: 60,
  action: "notifySupervisor",
  boostSeconds: 0,
  skipIfEmpty: false,
};

/** A queue's rungs from above, each a sentence that opens; below them what happens in the end. */
export function LadderEditor({ queue }: { queue: Queue }) {
  const t = useWords();
  const { locale } = useLanguage();
  const store = useDraft();
  const textOf = useFaultText();
  const desk = useDraftState((s) => s.desk);
  const sought = useDraftState((s) => s.sought);
  const place = `queues[${queue.id}].overflow`;
  const faults = useFaultsWithin(place);
  const [opened, setOpened] = useState<number>();
  const steps = queue.overflow;
  useEffect(() => {
    const at = steps.findIndex(
      (_, i) => sought !== undefined && isWithin(sought, `${place}[${i}]`),
    );
    if (at >= 0) setOpened(at);
  }, [sought, steps, place]);

  const add = () => {
    const last = steps.at(-1);
    const value = last?.trigger === "wait" ? last.value + 60 : 60;
    store.put(place, [...steps, { ...firstStep, value }]);
    setOpened(steps.length);
    store.seek(`${place}[${steps.length}].trigger`);
  };
  const removeAt = (index: number, step: OverflowStep) => {
    const path = `${place}[${index}]`;
    store.remove(stepWords(step, desk, t, locale), remove(desk, [path]), path);
    setOpened(undefined);
  };
  const addButton = (
    <Button size="compact-sm" onClick={add}>
      {t("overflow.add")}
    </Button>
  );
  return (
    <Section
      title={queue.name}
      text={t("overflow.ladderText")}
      actions={steps.length > 0 && addButton}
    >
      {faults
        .filter((fault) => fault.item === place)
        .map((fault) => (
          <p key={fault.code} className={classes.fault} data-severity={fault.severity}>
            {textOf(fault)}
          </p>
        ))}
      {steps.length === 0 && (
        <Place path={place}>
          <Empty text={t("overflow.empty")} sample={t("overflow.sample")} action={addButton} />
        </Place>
      )}
      <SortableList
        label={t("overflow.stepsOf", { name: queue.name })}
        items={steps}
        keyOf={(_, index) => String(index)}
        placeOf={(_, index) => `${place}[${index}]`}
        nameOf={(step) => stepWords(step, desk, t, locale)}
        onMove={(from, to) => {
          store.put(place, movedItem(steps, from, to));
          setOpened(undefined);
        }}
      >
        {(step, index) => {
          const own = faults.filter((fault) => isWithin(fault.item, `${place}[${index}]`));
          return (
            <>
              <button
                type="button"
                className={classes.sentence}
                aria-expanded={opened === index}
                onClick={() => setOpened(opened === index ? undefined : index)}
              >
                {stepWords(step, desk, t, locale)}
                {step.skipIfEmpty && <span className={classes.mark}>{t("overflow.skips")}</span>}
              </button>
              {own.map((fault) => (
                <p
                  key={`${fault.item} ${fault.code}`}
                  className={classes.fault}
                  data-severity={fault.severity}
                >
                  {textOf(fault)}
                </p>
              ))}
              {opened === index && (
                <StepEditor
                  queue={queue}
                  index={index}
                  step={step}
                  onRemove={() => removeAt(index, step)}
                />
              )}
            </>
          );
        }}
      </SortableList>
      <p className={classes.end}>
        {t("overflow.end", { time: durationText(queue.maxWaitSeconds ?? 1_200, locale) })}
      </p>
    </Section>
  );
}
