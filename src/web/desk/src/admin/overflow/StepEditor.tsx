import { Button, NativeSelect } from "@mantine/core";
import { type OverflowStep, overflowActions, overflowTriggers, type Queue } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { ChoiceField } from "../fields/ChoiceField.tsx";
import fields from "../fields/Fields.module.css";
import { fieldParts } from "../fields/fieldParts.ts";
import { NumberField } from "../fields/NumberField.tsx";
import { Place, usePlaceFaults } from "../fields/Place.tsx";
import { SwitchField } from "../fields/SwitchField.tsx";
import { useWords } from "../words.ts";
import classes from "./LadderEditor.module.css";
import { withAction, withTrigger } from "./stepWords.ts";

interface StepEditorProps {
  readonly queue: Queue;
  readonly index: number;
  readonly step: OverflowStep;
  readonly onRemove: () => void;
}

const day = 86_400;

/** One rung: when it is taken, what it does, and what that needs to know. */
export function StepEditor({ queue, index, step, onRemove }: StepEditorProps) {
  const t = useWords();
  const store = useDraft();
  const place = `queues[${queue.id}].overflow[${index}]`;
  const trigger = usePlaceFaults(`${place}.trigger`);
  const action = usePlaceFaults(`${place}.action`);
  return (
    <div className={classes.editor}>
      <div className={fields.grid}>
        <Place path={`${place}.trigger`} className={fields.field}>
          <NativeSelect
            size="xs"
            classNames={fieldParts}
            label={t("label.queues.overflow.trigger")}
            value={step.trigger}
            error={trigger.error}
            data={overflowTriggers.map((one) => ({
              value: one,
              label: t(`choice.trigger.${one}`),
            }))}
            onChange={(event) => {
              const next = overflowTriggers.find((one) => one === event.currentTarget.value);
              if (next) store.put(place, withTrigger(step, next));
            }}
          />
        </Place>
        {step.trigger !== "noEligibleAgentOnline" && (
          <NumberField
            path={`${place}.value`}
            label={t(step.trigger === "length" ? "overflow.length" : "overflow.seconds")}
            low={step.trigger === "length" ? 1 : 0}
            high={day}
            duration={step.trigger !== "length"}
          />
        )}
        <Place path={`${place}.action`} className={fields.field}>
          <NativeSelect
            size="xs"
            classNames={fieldParts}
            label={t("label.queues.overflow.action")}
            value={step.action}
            error={action.error}
            data={overflowActions.map((one) => ({ value: one, label: t(`choice.action.${one}`) }))}
            onChange={(event) => {
              const next = overflowActions.find((one) => one === event.currentTarget.value);
              if (next) store.put(place, withAction(step, next));
            }}
          />
        </Place>
        <ActionFields queue={queue} place={place} action={step.action} />
        <SwitchField
          path={`${place}.skipIfEmpty`}
          label={t("label.queues.overflow.skipIfEmpty")}
          hint={t("overflow.skipText")}
        />
      </div>
      <div className={classes.foot}>
        <Button size="compact-sm" variant="default" onClick={onRemove}>
          {t("remove.remove")}
        </Button>
      </div>
    </div>
  );
}

interface ActionFieldsProps {
  readonly queue: Queue;
  readonly place: string;
  readonly action: OverflowStep["action"];
}

function ActionFields({ queue, place, action }: ActionFieldsProps) {
  const t = useWords();
  const desk = useDraftState((s) => s.desk);
  switch (action) {
    case "addQueue":
    case "moveToQueue":
      return (
        <ChoiceField
          path={`${place}.queueId`}
          label={t("label.queues.overflow.queueId")}
          choices={desk.queues
            .filter((one) => one.id !== queue.id)
            .map((one) => ({ value: one.id, label: one.name }))}
        />
      );
    case "relaxSkill":
      return (
        <>
          <ChoiceField
            path={`${place}.skillId`}
            label={t("label.queues.overflow.skillId")}
            choices={desk.skills.map((one) => ({ value: one.id, label: one.name }))}
          />
          <NumberField
            path={`${place}.minLevel`}
            label={t("label.queues.overflow.minLevel")}
            low={1}
            high={5}
            nullable
            emptyText={t("overflow.notAsked")}
          />
        </>
      );
    case "addBoost":
      return (
        <NumberField
          path={`${place}.boostSeconds`}
          label={t("label.queues.overflow.boostSeconds")}
          low={1}
          high={day}
          duration
        />
      );
    default:
      return null;
  }
}
