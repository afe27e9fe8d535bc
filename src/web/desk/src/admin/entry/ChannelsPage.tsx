import { Button } from "@mantine/core";
import { useState } from "react";
import type { Channel } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import fields from "../fields/Fields.module.css";
import { NumberField } from "../fields/NumberField.tsx";
import { SwitchField } from "../fields/SwitchField.tsx";
import { useFaultsWithin } from "../desk/useDraft.tsx";
import { Place } from "../fields/Place.tsx";
import { AddDialog } from "../parts/AddDialog.tsx";
import { FaultList } from "../parts/FaultList.tsx";
import { Empty, Page, Section } from "../parts/Page.tsx";
import { RemoveButton } from "../parts/RemoveButton.tsx";
import { useWords } from "../words.ts";

/** How much of an agent a session of each kind takes. */
export default function ChannelsPage() {
  const t = useWords();
  const store = useDraft();
  const desk = useDraftState((s) => s.desk);
  const faults = useFaultsWithin("channels");
  const [adding, setAdding] = useState(false);
  const plain = [...new Set(desk.entryPoints.map((entry) => entry.channel))].filter(
    (id) => !desk.channels.some((channel) => channel.id === id),
  );
  const add = (id: string) => {
    const made: Channel = { id, weight: 1, exclusive: false };
    store.edit((now) => ({ ...now, channels: [...now.channels, made] }));
    store.seek(`channels[${id}].weight`);
  };
  const addButton = (
    <Button size="compact-sm" onClick={() => setAdding(true)}>
      {t("channels.add")}
    </Button>
  );
  return (
    <Page
      title={t("nav.channels")}
      text={t("channels.text")}
      actions={desk.channels.length > 0 && addButton}
    >
      <FaultList faults={faults} label={t("overview.faults")} />
      {desk.channels.length === 0 && (
        <Place path="channels">
          <Empty text={t("channels.empty")} sample={t("channels.sample")} action={addButton} />
        </Place>
      )}
      {desk.channels.map((channel) => {
        const place = `channels[${channel.id}]`;
        return (
          <Section
            key={channel.id}
            title={channel.id}
            actions={<RemoveButton path={place} name={channel.id} />}
          >
            <div className={fields.grid}>
              <NumberField
                path={`${place}.weight`}
                label={t("label.channels.weight")}
                low={1}
                high={100}
                usual={1}
              />
              <NumberField
                path={`${place}.maxPerAgent`}
                label={t("label.channels.maxPerAgent")}
                low={1}
                high={100}
                nullable
              />
              <SwitchField
                path={`${place}.exclusive`}
                label={t("label.channels.exclusive")}
                hint={t("channels.exclusiveText")}
              />
            </div>
          </Section>
        );
      })}
      {plain.length > 0 && <p>{t("channels.plain", { names: plain.join(", ") })}</p>}
      <AddDialog
        opened={adding}
        title={t("channels.add")}
        taken={desk.channels.map((one) => one.id)}
        onClose={() => setAdding(false)}
        onAdd={add}
      />
    </Page>
  );
}
