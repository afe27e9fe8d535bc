import { Button } from "@mantine/core";
import type { RoutingRule } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { ChoiceField } from "../fields/ChoiceField.tsx";
import fields from "../fields/Fields.module.css";
import { NumberField } from "../fields/NumberField.tsx";
import { Place, usePlaceFaults } from "../fields/Place.tsx";
import { RequirementsEditor } from "../fields/RequirementsEditor.tsx";
import { SwitchField } from "../fields/SwitchField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { RemoveButton } from "../parts/RemoveButton.tsx";
import { useWords } from "../words.ts";
import { ConditionEditor } from "./ConditionEditor.tsx";
import { newCondition, withAnother } from "./conditions.ts";
import classes from "./RuleList.module.css";
import { madeSentence, ruleSentence } from "./sentences.ts";

/** When a rule holds and what it does with the session. */
export function RuleEditor({ entry, rule }: { entry: string; rule: RoutingRule }) {
  const t = useWords();
  const store = useDraft();
  const desk = useDraftState((s) => s.desk);
  const place = `entryPoints[${entry}].rules[${rule.id}]`;
  const { error, warning } = usePlaceFaults(`${place}.when`);
  const { when } = rule;
  return (
    <div className={classes.editor}>
      <Place path={`${place}.when`}>
        <h3 className={classes.legend}>{t("routing.when")}</h3>
        {when === undefined ? (
          <>
            <p className={classes.always}>{t("routing.always")}</p>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                store.put(`${place}.when`, newCondition("topic"));
                store.seek(`${place}.when`);
              }}
            >
              {t("condition.add")}
            </Button>
          </>
        ) : (
          <>
            <ConditionEditor
              path={`${place}.when`}
              condition={when}
              onChange={(next) => store.put(`${place}.when`, next)}
            />
            {when.kind !== "all" && when.kind !== "any" && (
              <Button
                size="compact-xs"
                variant="default"
                className={classes.another}
                onClick={() => {
                  store.put(`${place}.when`, withAnother(when));
                  store.seek(`${place}.when.parts[1]`);
                }}
              >
                {t("condition.add")}
              </Button>
            )}
          </>
        )}
        {(error ?? warning) && <p className={fields.warning}>{error ?? warning}</p>}
      </Place>
      <div>
        <h3 className={classes.legend}>{t("routing.then")}</h3>
        <div className={fields.grid}>
          <ChoiceField
            path={`${place}.queueId`}
            label={t("label.entryPoints.rules.queueId")}
            choices={desk.queues.map((queue) => ({ value: queue.id, label: queue.name }))}
          />
          <NumberField
            path={`${place}.tier`}
            label={t("label.entryPoints.rules.tier")}
            low={0}
            high={3}
            usual={0}
          />
          <NumberField
            path={`${place}.boostSeconds`}
            label={t("label.entryPoints.rules.boostSeconds")}
            low={0}
            high={86_400}
            usual={0}
            duration
          />
          <SwitchField
            path={`${place}.entersFullQueue`}
            label={t("label.entryPoints.rules.entersFullQueue")}
          />
        </div>
      </div>
      <div>
        <h3 className={classes.legend}>{t("label.entryPoints.rules.requirements")}</h3>
        <RequirementsEditor path={`${place}.requirements`} />
      </div>
      <TextField
        path={`${place}.sentence`}
        label={t("label.entryPoints.rules.sentence")}
        hint={t("routing.sentenceText")}
        placeholder={madeSentence(rule, desk, t)}
        nullable
      />
      <div className={classes.foot}>
        <RemoveButton path={place} name={ruleSentence(rule, desk, t)} />
      </div>
    </div>
  );
}
