import { useDraftState } from "../desk/useDraft.tsx";
import fields from "../fields/Fields.module.css";
import { SpecField } from "../fields/SpecField.tsx";
import { offered, surveyFields } from "../fields/specs.ts";
import { useFaultsWithin } from "../desk/useDraft.tsx";
import { pathOf } from "../nav/pages.ts";
import { FaultList } from "../parts/FaultList.tsx";
import { ListDetail } from "../parts/ListDetail.tsx";
import { Page, Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";

/** Whether and how long visitors of a queue are asked for a rating. */
export default function SurveysPage({ queue }: { queue: string | undefined }) {
  const t = useWords();
  const queues = useDraftState((s) => s.desk.queues);
  const chosen = queues.find((one) => one.id === queue);
  return (
    <Page title={t("nav.surveys")} text={t("surveys.text")}>
      <ListDetail
        label={t("nav.surveys")}
        listPath={pathOf("surveys")}
        selected={chosen?.id}
        items={queues.map((one) => ({
          key: one.id,
          name: one.name,
          note: t((one.survey?.enabled ?? true) ? "surveys.on" : "surveys.off"),
          to: pathOf("surveys", one.id),
          place: `queues[${one.id}].survey`,
        }))}
      >
        {chosen ? (
          <Detail key={chosen.id} queue={chosen.id} name={chosen.name} />
        ) : (
          <p>{t("list.choose")}</p>
        )}
      </ListDetail>
    </Page>
  );
}

function Detail({ queue, name }: { queue: string; name: string }) {
  const t = useWords();
  const known = useDraftState((s) => s.published.desk.queues);
  const faults = useFaultsWithin(`queues[${queue}].survey`);
  return (
    <Section title={name}>
      <FaultList faults={faults} label={t("overview.faults")} />
      <div className={fields.grid}>
        {offered(surveyFields, known).map((spec) => (
          <SpecField key={spec.name} place={`queues[${queue}]`} spec={spec} />
        ))}
      </div>
    </Section>
  );
}
