import { Button, CopyButton, Textarea } from "@mantine/core";
import { useState } from "react";
import { goTo } from "../../shell/path.ts";
import type { EntryPoint } from "../desk/model.ts";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import { ChoiceField } from "../fields/ChoiceField.tsx";
import fields from "../fields/Fields.module.css";
import { SpecField } from "../fields/SpecField.tsx";
import { entryPointFields, offered } from "../fields/specs.ts";
import { TextField } from "../fields/TextField.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { pathOf } from "../nav/pages.ts";
import { Place } from "../fields/Place.tsx";
import { AddDialog, freeId } from "../parts/AddDialog.tsx";
import { FaultList } from "../parts/FaultList.tsx";
import { ListDetail } from "../parts/ListDetail.tsx";
import { Empty, Page, Section } from "../parts/Page.tsx";
import { RemoveButton } from "../parts/RemoveButton.tsx";
import { useWords } from "../words.ts";
import classes from "./EntryPointsPage.module.css";
import { SitesEditor } from "./SitesEditor.tsx";
import { snippetOf } from "./snippet.ts";

export default function EntryPointsPage({ entryPoint }: { entryPoint: string | undefined }) {
  const t = useWords();
  const store = useDraft();
  const desk = useDraftState((s) => s.desk);
  const [adding, setAdding] = useState(false);
  const chosen = desk.entryPoints.find((one) => one.key === entryPoint);
  const add = (key: string, name: string) => {
    const made: EntryPoint = {
      key,
      publicKey: freeId(
        key,
        desk.entryPoints.map((one) => one.publicKey),
      ),
      name,
      channel: "web",
      allowedSites: [],
      scheduleId: desk.schedules[0]?.id ?? "",
      resumeSeconds: 86_400,
      rules: [
        {
          id: "default",
          queueId: desk.queues[0]?.id ?? "",
          tier: 0,
          boostSeconds: 0,
          entersFullQueue: false,
          requirements: [],
        },
      ],
    };
    store.edit((now) => ({ ...now, entryPoints: [...now.entryPoints, made] }));
    goTo(pathOf("entry-points", key));
    store.seek(`entryPoints[${key}]`);
  };
  const addButton = (
    <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
      {t("entry.add")}
    </Button>
  );
  return (
    <Page title={t("nav.entry-points")} text={t("entry.text")}>
      <ListDetail
        label={t("nav.entry-points")}
        listPath={pathOf("entry-points")}
        selected={chosen?.key}
        items={desk.entryPoints.map((one) => ({
          key: one.key,
          name: one.name,
          note: `${one.channel} · ${one.key}`,
          to: pathOf("entry-points", one.key),
          place: `entryPoints[${one.key}]`,
        }))}
        add={desk.entryPoints.length > 0 && addButton}
      >
        {chosen ? (
          <Detail key={chosen.key} entry={chosen} />
        ) : desk.entryPoints.length === 0 ? (
          <Place path="entryPoints">
            <Empty
              text={t("entry.empty")}
              sample={snippetOf("https://chat.example.com", "shop")}
              action={addButton}
            />
          </Place>
        ) : (
          <p>{t("list.choose")}</p>
        )}
      </ListDetail>
      <AddDialog
        opened={adding}
        title={t("entry.add")}
        named
        taken={desk.entryPoints.map((one) => one.key)}
        onClose={() => setAdding(false)}
        onAdd={add}
      />
    </Page>
  );
}

function Detail({ entry }: { entry: EntryPoint }) {
  const t = useWords();
  const place = `entryPoints[${entry.key}]`;
  const schedules = useDraftState((s) => s.desk.schedules);
  const published = useDraftState((s) => s.published.desk.entryPoints);
  const known = published.some((one) => one.publicKey === entry.publicKey);
  const faults = useFaultsWithin(place);
  const snippet = snippetOf(location.origin, entry.publicKey);
  return (
    <>
      <FaultList faults={faults} label={t("overview.faults")} />
      <Section
        title={entry.name}
        text={t("entry.keyText", { key: entry.key })}
        actions={<RemoveButton path={place} name={entry.name} after={pathOf("entry-points")} />}
      >
        <div className={fields.grid}>
          <TextField path={`${place}.name`} label={t("label.entryPoints.name")} />
          <TextField
            path={`${place}.publicKey`}
            label={t("label.entryPoints.publicKey")}
            hint={t("entry.publicKeyText")}
          />
          <ChoiceField
            path={`${place}.scheduleId`}
            label={t("label.entryPoints.scheduleId")}
            choices={schedules.map((one) => ({ value: one.id, label: one.id }))}
          />
          <TextField
            path={`${place}.botId`}
            label={t("label.entryPoints.botId")}
            hint={t("entry.botText")}
            nullable
          />
          <TextField
            path={`${place}.channel`}
            label={t("label.entryPoints.channel")}
            hint={t("entry.channelText")}
          />
          {offered(entryPointFields, published).map((spec) => (
            <SpecField key={spec.name} place={place} spec={spec} />
          ))}
        </div>
        <p className={classes.link}>
          <AdminLink to={pathOf("routing", entry.key)}>
            {t("entry.rules", { count: entry.rules.length })}
          </AdminLink>
        </p>
      </Section>
      <Section title={t("label.entryPoints.allowedSites")} text={t("entry.sitesText")}>
        <SitesEditor path={`${place}.allowedSites`} />
      </Section>
      <Section
        title={t("entry.snippet")}
        text={t(known ? "entry.snippetText" : "entry.snippetUnpublished")}
        actions={
          <CopyButton value={snippet}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="default" onClick={copy}>
                <span role="status">{t(copied ? "entry.copied" : "entry.copy")}</span>
              </Button>
            )}
          </CopyButton>
        }
      >
        <Textarea
          readOnly
          rows={2}
          aria-label={t("entry.snippet")}
          value={snippet}
          classNames={{ input: classes.code }}
        />
      </Section>
    </>
  );
}
