import { ListFailed, ListSkeleton } from "../inbox/ListStates.tsx";
import classes from "./Reports.module.css";
import { useMetrics } from "./useMetrics.ts";
import { metricName, metricText, useWords } from "./words.ts";

/** Every figure with its meaning. */
export function Definitions() {
  const t = useWords();
  const { metrics, code, retry } = useMetrics();
  if (code !== undefined) return <ListFailed code={code} retry={retry} />;
  if (!metrics) return <ListSkeleton />;
  return (
    <>
      <p className={classes.hint}>{t("definitions.hint")}</p>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("nav.definitions")}>
        <dl className={classes.terms}>
          {metrics.map((metric) => (
            <div key={metric.id}>
              <dt>{metricName(t, metric.id)}</dt>
              <dd>
                {metricText(t, metric.id)} ({metric.id},{" "}
                {t("figure.version", { version: String(metric.version) })})
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </>
  );
}
