import { useLanguage } from "../../shell/language.tsx";
import { dateText } from "../../time/format.ts";
import { useDraftState, useFaults } from "../desk/useDraft.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { type AdminPage, pathOf } from "../nav/pages.ts";
import { FaultList } from "../parts/FaultList.tsx";
import { Page, Section } from "../parts/Page.tsx";
import { type AdminKey, useWords } from "../words.ts";
import classes from "./OverviewPage.module.css";

/** How the desk stands: what is published, what the draft changes, what is wrong with it. */
export function OverviewPage() {
  const t = useWords();
  const { locale } = useLanguage();
  const published = useDraftState((s) => s.published);
  const saved = useDraftState((s) => s.saved);
  const desk = useDraftState((s) => s.desk);
  const faults = useFaults();
  const rules = desk.entryPoints.reduce((sum, entry) => sum + entry.rules.length, 0);
  const counts: readonly (readonly [AdminPage, AdminKey, number])[] = [
    ["entry-points", "overview.entryPoints", desk.entryPoints.length],
    ["hours", "overview.schedules", desk.schedules.length],
    ["routing", "overview.rules", rules],
    ["queues", "overview.queues", desk.queues.length],
    ["agents", "overview.agents", desk.agents.length],
    ["skills", "overview.skills", desk.skills.length],
  ];
  const when = (at: string | undefined) =>
    at ? dateText(at, locale, { dateStyle: "medium", timeStyle: "short" }) : t("overview.never");
  return (
    <Page title={t("nav.overview")} text={t("overview.text")}>
      <dl className={classes.facts}>
        <div>
          <dt>{t("overview.published")}</dt>
          <dd>
            <AdminLink to={pathOf("versions", published.version)}>
              {t("overview.version", { version: published.version })}
            </AdminLink>
            <span className={classes.by}>
              {when(published.publishedAt)} · <bdi>{published.author}</bdi>
            </span>
          </dd>
        </div>
        <div>
          <dt>{t("overview.draft")}</dt>
          <dd>
            {t("overview.basedOn", { version: saved.basedOn })}
            <span className={classes.by}>
              {when(saved.savedAt)}
              {saved.author && (
                <>
                  {" · "}
                  <bdi>{saved.author}</bdi>
                </>
              )}
            </span>
          </dd>
        </div>
      </dl>
      <dl className={classes.counts}>
        {counts.map(([page, label, count]) => (
          <div key={page}>
            <dt>
              <AdminLink to={pathOf(page)}>{t(label)}</AdminLink>
            </dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <Section title={t("overview.faults")} text={t("overview.faultsText")}>
        {faults.length > 0 ? (
          <FaultList faults={faults} label={t("overview.faults")} />
        ) : (
          <p className={classes.fine}>{t("overview.fine")}</p>
        )}
      </Section>
    </Page>
  );
}
