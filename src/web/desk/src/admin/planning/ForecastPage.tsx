import { Page, Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { ForecastPanel } from "./insight.tsx";

/** How many agents a stated load needs, and what it comes to. */
export default function ForecastPage() {
  const t = useWords();
  return (
    <Page title={t("nav.forecast")} text={t("forecast.text")}>
      <Section title={t("forecast.title")}>
        <ForecastPanel />
      </Section>
    </Page>
  );
}
