import { useDraftState, useFaults } from "../desk/useDraft.tsx";
import { isWithin } from "../desk/paths.ts";
import fields from "../fields/Fields.module.css";
import { SpecField } from "../fields/SpecField.tsx";
import { agentSettingsFields, botSettingsFields, offered } from "../fields/specs.ts";
import { FaultList } from "../parts/FaultList.tsx";
import { Page, Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";

/** What holds for every agent and every bot, whatever the queue. */
export default function WorkRulesPage() {
  const t = useWords();
  const bots = useDraftState((s) => s.published.desk.botSettings);
  const faults = useFaults().filter(
    (fault) => isWithin(fault.item, "agentSettings") || isWithin(fault.item, "botSettings"),
  );
  return (
    <Page title={t("nav.rules-of-work")} text={t("work.text")}>
      <FaultList faults={faults} label={t("overview.faults")} />
      <Section title={t("work.agents")}>
        <div className={fields.grid}>
          {agentSettingsFields.map((spec) => (
            <SpecField key={spec.name} place="agentSettings" spec={spec} />
          ))}
        </div>
      </Section>
      <Section title={t("work.bots")}>
        <div className={fields.grid}>
          {offered(botSettingsFields, [bots]).map((spec) => (
            <SpecField key={spec.name} place="botSettings" spec={spec} />
          ))}
        </div>
      </Section>
    </Page>
  );
}
