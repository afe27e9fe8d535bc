import { useDraftState } from "../desk/useDraft.tsx";
import { Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { DryRunPanel } from "./insight.tsx";

/** A visitor who does not exist, taken through the rules in force and those of the saved draft. */
export function DryRun({ entryPoint }: { entryPoint: string }) {
  const t = useWords();
  const entries = useDraftState((s) => s.saved.desk.entryPoints);
  return (
    <Section title={t("dryRun.title")} text={t("ahead.text")}>
      {entries.some((one) => one.key === entryPoint) ? (
        <DryRunPanel entryPoints={entries} entryPoint={entryPoint} />
      ) : (
        <p>{t("dryRun.unsaved")}</p>
      )}
    </Section>
  );
}
