import { useDraftState } from "../desk/useDraft.tsx";
import { Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { HoursPreview } from "./insight.tsx";

/** What a schedule says at an instant and what it says next, as it was saved last. */
export function HoursAhead({ schedule }: { schedule: string }) {
  const t = useWords();
  // The emergency switch changes what is in force and leaves the draft at its revision.
  const revision = useDraftState((s) => `${s.saved.revision} ${s.published.version}`);
  const known = useDraftState((s) => s.saved.desk.schedules.some((one) => one.id === schedule));
  return (
    <Section title={t("ahead.title")} text={t("ahead.text")}>
      {known ? (
        <HoursPreview schedule={schedule} revision={revision} />
      ) : (
        <p>{t("ahead.unsaved")}</p>
      )}
    </Section>
  );
}
