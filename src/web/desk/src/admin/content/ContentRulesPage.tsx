import { Button } from "@mantine/core";
import { useState } from "react";
import { goTo } from "../../shell/path.ts";
import type { ContentRule } from "../desk/model.ts";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import fields from "../fields/Fields.module.css";
import { Place } from "../fields/Place.tsx";
import { SpecField } from "../fields/SpecField.tsx";
import { contentRuleFields } from "../fields/specs.ts";
import { TextField } from "../fields/TextField.tsx";
import { pathOf } from "../nav/pages.ts";
import { AddDialog } from "../parts/AddDialog.tsx";
import { FaultList } from "../parts/FaultList.tsx";
import { ListDetail } from "../parts/ListDetail.tsx";
import { Empty, Page, Section } from "../parts/Page.tsx";
import { RemoveButton } from "../parts/RemoveButton.tsx";
import { useWords } from "../words.ts";
import { WordsField } from "./WordsField.tsx";

/** Words that messages are refused for, or that are masked in them. */
export default function ContentRulesPage({ rule: id }: { rule: string | undefined }) {
  const t = useWords();
  const store = useDraft();
  const rules = useDraftState((s) => s.desk.contentRules);
  const [adding, setAdding] = useState(false);
  const chosen = rules.find((one) => one.id === id);
  const add = (key: string, name: string) => {
    const made: ContentRule = { id: key, name, words: [], action: "refuse", from: "everybody" };
    store.edit((now) => ({ ...now, contentRules: [...now.contentRules, made] }));
    goTo(pathOf("content-rules", key));
    store.seek(`contentRules[${key}].words`);
  };
  const addButton = (
    <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
      {t("content.add")}
    </Button>
  );
  return (
    <Page title={t("nav.content-rules")} text={t("content.text")}>
      <ListDetail
        label={t("nav.content-rules")}
        listPath={pathOf("content-rules")}
        selected={chosen?.id}
        items={rules.map((one) => ({
          key: one.id,
          name: one.name,
          note: `${t(`choice.action.${one.action}`)} · ${t("content.words", { count: one.words.length })}`,
          to: pathOf("content-rules", one.id),
          place: `contentRules[${one.id}]`,
        }))}
        add={rules.length > 0 && addButton}
      >
        {chosen ? (
          <Detail key={chosen.id} rule={chosen} />
        ) : rules.length === 0 ? (
          <Place path="contentRules">
            <Empty text={t("content.empty")} sample={t("content.sample")} action={addButton} />
          </Place>
        ) : (
          <p>{t("list.choose")}</p>
        )}
      </ListDetail>
      <AddDialog
        opened={adding}
        title={t("content.add")}
        named
        taken={rules.map((one) => one.id)}
        onClose={() => setAdding(false)}
        onAdd={add}
      />
    </Page>
  );
}

function Detail({ rule }: { rule: ContentRule }) {
  const t = useWords();
  const place = `contentRules[${rule.id}]`;
  const faults = useFaultsWithin(place);
  return (
    <>
      <FaultList faults={faults} label={t("overview.faults")} />
      <Section
        title={rule.name}
        text={t("content.idText", { id: rule.id })}
        actions={<RemoveButton path={place} name={rule.name} after={pathOf("content-rules")} />}
      >
        <div className={fields.grid}>
          <TextField path={`${place}.name`} label={t("label.contentRules.name")} />
          {contentRuleFields.map((spec) => (
            <SpecField key={spec.name} place={place} spec={spec} />
          ))}
        </div>
      </Section>
      <Section title={t("label.contentRules.words")} text={t("content.wordsText")}>
        <WordsField path={`${place}.words`} />
      </Section>
    </>
  );
}
