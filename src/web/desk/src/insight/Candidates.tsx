import type { ExplanationCandidate } from "@servicedesk/protocol";
import { useLanguage } from "../shell/language.tsx";
import { dateText } from "../time/format.ts";
import classes from "./Insight.module.css";
import { useWords, wordOf } from "./words.ts";

interface CandidatesProps {
  readonly candidates: readonly ExplanationCandidate[];
  readonly omitted: number;
  /** The name of whoever was chosen. */
  readonly chosen?: string | undefined;
}

/** Who was looked at, with the values that were compared and the first condition that failed. */
export function Candidates({ candidates, omitted, chosen }: CandidatesProps) {
  const t = useWords();
  const fits = candidates.some((one) => one.fit > 0);
  return (
    <>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("agents.label")}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("agents.agent")}</th>
              <th scope="col">{t("agents.load")}</th>
              <th scope="col" title={t("agents.lastHelp")}>
                {t("agents.last")}
              </th>
              {fits && <th scope="col">{t("agents.fit")}</th>}
              <th scope="col">{t("agents.result")}</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map((one) => (
              <tr key={one.agentId} data-out={one.excluded !== undefined}>
                <th scope="row">
                  <bdi>{one.name}</bdi>
                </th>
                <td>
                  {one.load}/{one.capacity}
                </td>
                <td>{one.lastAssigned}</td>
                {fits && <td>{one.fit}</td>}
                <td>
                  <Result candidate={one} picked={one.name === chosen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {omitted > 0 && <p className={classes.dim}>{t("agents.omitted", { count: omitted })}</p>}
    </>
  );
}

function Result({ candidate, picked }: { candidate: ExplanationCandidate; picked: boolean }) {
  const t = useWords();
  const { locale } = useLanguage();
  if (candidate.excluded === undefined) {
    return picked ? <strong>{t("agents.picked")}</strong> : t("agents.eligible");
  }
  const until = candidate.excludedUntil;
  const time = until && dateText(until, locale, { timeStyle: "medium" });
  return (
    <>
      {wordOf(t, "excluded", candidate.excluded)}
      {time && ` ${t("agents.until", { time })}`}
    </>
  );
}
