import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import type {
  DirectoryAgent,
  DryRunAnswer,
  DryRunRequest,
  InsightDesk,
} from "@servicedesk/protocol";
import { useEffect, useState } from "react";
import { ListFailed } from "../inbox/ListStates.tsx";
import { staffApi } from "../staff/staffApi.ts";
import { readAttributes } from "./attributes.ts";
import { DryRunPaths } from "./DryRunPaths.tsx";
import classes from "./Insight.module.css";
import { insightApi } from "./insightApi.ts";
import { useWords } from "./words.ts";

interface DryRunPanelProps {
  readonly entryPoints: readonly { readonly key: string; readonly name: string }[];
  /** Chosen first. */
  readonly entryPoint?: string | undefined;
}

const empty = {
  at: "",
  url: "",
  locale: "",
  topic: "",
  attributes: "",
  botResult: "",
  knownAgent: "",
};

/** A visitor who does not exist is taken through the published configuration, the saved draft, or both. */
export function DryRunPanel({ entryPoints, entryPoint }: DryRunPanelProps) {
  const t = useWords();
  const [form, setForm] = useState(empty);
  const [chosen, setChosen] = useState<string>();
  const door = chosen ?? entryPoint ?? entryPoints[0]?.key ?? "";
  const [desk, setDesk] = useState<InsightDesk>("both");
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<DryRunAnswer | { readonly code: string }>();
  const agents = useAgents();
  const attributes = readAttributes(form.attributes);
  const run = () => {
    if ("line" in attributes) return;
    setBusy(true);
    void insightApi.dryRun(requestOf(desk, door, form, attributes.values)).then((reply) => {
      setBusy(false);
      setAnswer(reply.ok ? reply.value : { code: reply.code });
    });
  };
  const field = (name: keyof typeof empty) => ({
    size: "xs" as const,
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  return (
    <div className={classes.stack}>
      <p className={classes.line}>{t("try.text")}</p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <NativeSelect
          size="xs"
          label={t("try.entryPoint")}
          value={door}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={entryPoints.map((one) => ({ value: one.key, label: one.name }))}
        />
        <NativeSelect
          size="xs"
          label={t("try.desk")}
          value={desk}
          onChange={(event) => setDesk(event.currentTarget.value as InsightDesk)}
          data={[
            { value: "both", label: t("try.both") },
            { value: "published", label: t("try.published") },
            { value: "draft", label: t("try.draft") },
          ]}
        />
        <TextInput
          type="datetime-local"
          label={t("try.at")}
          description={t("try.atHelp")}
          {...field("at")}
        />
        <TextInput
          label={t("try.url")}
          placeholder="https://shop.example/checkout"
          maxLength={2000}
          {...field("url")}
        />
        <TextInput
          label={t("try.language")}
          placeholder="zh-CN"
          maxLength={35}
          {...field("locale")}
        />
        <TextInput label={t("try.topic")} maxLength={100} {...field("topic")} />
        <TextInput
          label={t("try.bot")}
          description={t("try.botHelp")}
          maxLength={100}
          {...field("botResult")}
        />
        {agents.length > 0 && (
          <NativeSelect
            label={t("try.known")}
            data={[
              { value: "", label: t("try.nobody") },
              ...agents.map((one) => ({ value: String(one.agentId), label: one.name })),
            ]}
            {...field("knownAgent")}
          />
        )}
        <Textarea
          className={classes.wide}
          label={t("try.attributes")}
          description={t("try.attributesHelp")}
          rows={2}
          error={
            "line" in attributes ? t("try.attributesBad", { line: attributes.line }) : undefined
          }
          {...field("attributes")}
        />
        <div className={classes.wide}>
          <Button type="submit" size="compact-md" loading={busy} disabled={"line" in attributes}>
            {t("try.run")}
          </Button>
        </div>
      </form>
      {answer &&
        ("code" in answer ? (
          <ListFailed code={answer.code} retry={run} />
        ) : (
          <DryRunPaths answer={answer} />
        ))}
    </div>
  );
}

/** Whom the visitor may know; nobody until the names are there. */
function useAgents(): readonly DirectoryAgent[] {
  const [agents, setAgents] = useState<readonly DirectoryAgent[]>([]);
  useEffect(() => {
    let current = true;
    void staffApi.directory().then((reply) => {
      if (current && reply.ok) setAgents(reply.value.agents);
    });
    return () => {
      current = false;
    };
  }, []);
  return agents;
}

function requestOf(
  desk: InsightDesk,
  entryPoint: string,
  form: typeof empty,
  attributes: Readonly<Record<string, string>>,
): DryRunRequest {
  const given = Object.entries({
    url: form.url,
    locale: form.locale,
    topic: form.topic,
    botResult: form.botResult,
  }).filter(([, value]) => value.trim() !== "");
  return {
    desk,
    entryPoint,
    attributes,
    ...(form.knownAgent === "" ? {} : { knownAgent: Number(form.knownAgent) }),
    ...(form.at === "" ? {} : { at: new Date(form.at).toISOString() }),
    ...Object.fromEntries(given),
  };
}
