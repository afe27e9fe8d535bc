import { Button } from "@mantine/core";
import { useState } from "react";
import { goTo } from "../../shell/path.ts";
import { newQueue, type Queue } from "../desk/model.ts";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import { ChoiceField } from "../fields/ChoiceField.tsx";
import fields from "../fields/Fields.module.css";
import { RequirementsEditor } from "../fields/RequirementsEditor.tsx";
import { SpecField } from "../fields/SpecField.tsx";
import { offered, queueGroups } from "../fields/specs.ts";
import { TextField } from "../fields/TextField.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { pathOf } from "../nav/pages.ts";
import { Place } from "../fields/Place.tsx";
import { AddDialog } from "../parts/AddDialog.tsx";
import { FaultList } from "../parts/FaultList.tsx";
import { ListDetail } from "../parts/ListDetail.tsx";
import { Empty, Page, Section } from "../parts/Page.tsx";
import { RemoveButton } from "../parts/RemoveButton.tsx";
import { useWords } from "../words.ts";
import { FallbacksEditor } from "./FallbacksEditor.tsx";
import classes from "./QueuesPage.module.css";

export default function QueuesPage({ queue: id }: { queue: string | undefined }) {
  const t = useWords();
  const store = useDraft();
  const desk = useDraftState((s) => s.desk);
  const [adding, setAdding] = useState(false);
  const chosen = desk.queues.find((one) => one.id === id);
  const members = (queue: string) =>
    desk.agents.filter((agent) => agent.memberships.some((one) => one.queueId === queue)).length;
  const add = (key: string, name: string) => {
    const made = newQueue(key, name, desk.schedules[0]?.id ?? "");
    store.edit((now) => ({ ...now, queues: [...now.queues, made] }));
    goTo(pathOf("queues", key));
    store.seek(`queues[${key}]`);
  };
  const addButton = (
    <Button size="compact-sm" variant="default" onClick={() => setAdding(true)}>
      {t("queues.add")}
    </Button>
  );
  return (
    <Page title={t("nav.queues")} text={t("queues.text")}>
      <ListDetail
        label={t("nav.queues")}
        listPath={pathOf("queues")}
        selected={chosen?.id}
        items={desk.queues.map((one) => ({
          key: one.id,
          name: one.name,
          note: t("queues.agents", { count: members(one.id) }),
          to: pathOf("queues", one.id),
          place: `queues[${one.id}]`,
        }))}
        add={desk.queues.length > 0 && addButton}
      >
        {chosen ? (
          <Detail key={chosen.id} queue={chosen} />
        ) : desk.queues.length === 0 ? (
          <Place path="queues">
            <Empty text={t("queues.empty")} sample={t("queues.sample")} action={addButton} />
          </Place>
        ) : (
          <p>{t("list.choose")}</p>
        )}
      </ListDetail>
      <AddDialog
        opened={adding}
        title={t("queues.add")}
        named
        taken={desk.queues.map((one) => one.id)}
        onClose={() => setAdding(false)}
        onAdd={add}
      />
    </Page>
  );
}

function Detail({ queue }: { queue: Queue }) {
  const t = useWords();
  const place = `queues[${queue.id}]`;
  const schedules = useDraftState((s) => s.desk.schedules);
  const known = useDraftState((s) => s.published.desk.queues);
  const faults = useFaultsWithin(place);
  const groups = queueGroups
    .map((group) => ({ ...group, fields: offered(group.fields, known) }))
    .filter((group) => group.fields.length > 0);
  const knowsFallbacks = known.length === 0 || known.some((one) => "fallbacks" in one);
  return (
    <>
      <FaultList faults={faults} label={t("overview.faults")} />
      <Section
        title={queue.name}
        text={t("queues.idText", { id: queue.id })}
        actions={
          <>
            <AdminLink to={pathOf("overflow", queue.id)} className={classes.link}>
              {t("queues.ladder", { count: queue.overflow.length })}
            </AdminLink>
            <AdminLink to={pathOf("surveys", queue.id)} className={classes.link}>
              {t("nav.surveys")}
            </AdminLink>
            <RemoveButton path={place} name={queue.name} after={pathOf("queues")} />
          </>
        }
      >
        <div className={fields.grid}>
          <TextField path={`${place}.name`} label={t("label.queues.name")} />
          <ChoiceField
            path={`${place}.scheduleId`}
            label={t("label.queues.scheduleId")}
            choices={schedules.map((one) => ({ value: one.id, label: one.id }))}
          />
        </div>
      </Section>
      {groups.map((group) => (
        <Section key={group.id} title={t(group.label)}>
          <div className={fields.grid}>
            {group.fields.map((spec) => (
              <SpecField key={spec.name} place={place} spec={spec} />
            ))}
          </div>
        </Section>
      ))}
      {knowsFallbacks && <FallbacksEditor queue={queue} />}
      <Section title={t("label.queues.requirements")} text={t("queues.needsText")}>
        <RequirementsEditor path={`${place}.requirements`} />
      </Section>
    </>
  );
}
