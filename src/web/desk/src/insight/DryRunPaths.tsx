import type { DryRunAnswer, DryRunResult, DryRunStep } from "@servicedesk/protocol";
import { useLanguage } from "../shell/language.tsx";
import { longDuration } from "../time/format.ts";
import { Candidates } from "./Candidates.tsx";
import { factText } from "./factText.ts";
import classes from "./Insight.module.css";
import { FactList } from "./WhyPanel.tsx";
import { type InsightKey, useWords } from "./words.ts";

/** The paths side by side, with the steps marked that are not the same in both. */
export function DryRunPaths({ answer }: { answer: DryRunAnswer }) {
  const t = useWords();
  const kinds = answer.differences.map((kind) => t(`try.kind.${kind}` as InsightKey));
  return (
    <>
      {answer.published && answer.draft && (
        <p className={classes.reason} role="status">
          {kinds.length === 0 ? t("try.same") : t("try.differs", { steps: kinds.join(", ") })}
        </p>
      )}
      <div className={classes.paths}>
        {answer.published && (
          <Path
            title={t("try.published")}
            note={t("try.version", { version: answer.published.version })}
            result={answer.published}
            differences={answer.differences}
          />
        )}
        {answer.draft && (
          <Path
            title={t("try.draft")}
            note={t("try.basedOn", { version: answer.draft.version })}
            result={answer.draft}
            differences={answer.differences}
          />
        )}
      </div>
    </>
  );
}

interface PathProps {
  readonly title: string;
  readonly note: string;
  readonly result: DryRunResult;
  readonly differences: readonly string[];
}

function Path({ title, note, result, differences }: PathProps) {
  const t = useWords();
  return (
    <section className={classes.stack} aria-label={title}>
      <h3 className={classes.heading}>
        {title} <span className={classes.dim}>{note}</span>
      </h3>
      {result.faults.length > 0 && (
        <div role="alert">
          <p className={classes.line}>{t("try.faults")}</p>
          <ul className={classes.facts} lang="en">
            {result.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      <ol className={classes.path}>
        {result.steps.map((step, i) => (
          <Step key={i} step={step} differs={differences.includes(step.kind)} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step, differs }: { step: DryRunStep; differs: boolean }) {
  const t = useWords();
  const { locale } = useLanguage();
  const after = step.afterSeconds;
  const chosen = step.outcome === "rung" ? step.what.args["agent"] : undefined;
  return (
    <li className={classes.pathStep} data-differs={differs}>
      <div className={classes.pathHead}>
        <strong>{t(`try.kind.${step.kind}` as InsightKey)}</strong>
        <span>
          {differs && <span className={classes.tag}>{t("try.different")}</span>}{" "}
          <span className={classes.tag}>{t(`try.outcome.${step.outcome}` as InsightKey)}</span>
        </span>
      </div>
      <p className={classes.line}>
        {factText(step.what, t, locale)}{" "}
        {after !== undefined && (
          <span className={classes.dim}>
            {after < 1
              ? t("try.atOnce")
              : t("try.after", { text: longDuration(after * 1000, locale) })}
          </span>
        )}
      </p>
      <FactList facts={step.because} />
      {step.agents.length > 0 && (
        <Candidates candidates={step.agents} omitted={step.omitted} chosen={chosen} />
      )}
    </li>
  );
}
