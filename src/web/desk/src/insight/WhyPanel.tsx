import { Skeleton } from "@mantine/core";
import type { Explanation, ExplanationStep, Fact } from "@servicedesk/protocol";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { ListFailed } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText } from "../time/format.ts";
import { Candidates } from "./Candidates.tsx";
import { factText } from "./factText.ts";
import classes from "./Insight.module.css";
import { WhyWaiting } from "./WhyWaiting.tsx";
import { useWords } from "./words.ts";

/** While a session waits its reasons change without any event of its own. */
const lookAgainMs = 5_000;

/** Why is it still waiting, why this agent, why this queue; then everything that happened. */
export default function WhyPanel({ sessionId }: { sessionId: number }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<Explanation | { readonly code: string }>();
  const waits = answer !== undefined && "waiting" in answer && answer.waiting !== undefined;
  useEffect(() => {
    let current = true;
    void desk.sessions.explain(sessionId).then((reply) => {
      if (current) setAnswer(reply.value ?? { code: reply.error?.code ?? "unavailable" });
    });
    return () => {
      current = false;
    };
  }, [desk, sessionId, asked]);
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(() => setAsked(asked + 1), lookAgainMs);
    return () => clearTimeout(timer);
  }, [waits, asked]);
  if (!answer) {
    return (
      <div className={classes.stack} aria-busy="true">
        <span className="desk-hidden">{t("desk.loading")}</span>
        <Skeleton height={14} width="70%" />
        <Skeleton height={14} />
        <Skeleton height={80} />
      </div>
    );
  }
  if ("code" in answer) return <ListFailed code={answer.code} retry={() => setAsked(asked + 1)} />;
  return <Answers explanation={answer} />;
}

/** The three questions, each answered by the latest decision about it. */
export function Answers({ explanation }: { explanation: Explanation }) {
  const t = useWords();
  const { steps, waiting } = explanation;
  const queue = steps.findLast((one) => one.question === "queue" && one.because.length > 0);
  const moved = steps.filter((one) => one.question === "queue" && queue && one.at > queue.at);
  const agent = steps.findLast((one) => one.candidates.length > 0);
  if (steps.length === 0 && !waiting) return <p className={classes.dim}>{t("why.empty")}</p>;
  return (
    <div className={classes.stack}>
      {waiting && (
        <Question title={t("why.waiting")}>
          <WhyWaiting waiting={waiting} />
        </Question>
      )}
      {agent && (
        <Question title={t("why.agent")}>
          <Step step={agent} />
        </Question>
      )}
      {queue && (
        <Question title={t("why.queue")}>
          <Step step={queue} />
          {moved.map((step, i) => (
            <Step key={i} step={step} />
          ))}
        </Question>
      )}
      <details className={classes.details}>
        <summary>{t("why.course")}</summary>
        <ol className={classes.steps}>
          {[...steps].reverse().map((step, i) => (
            <li key={`${step.at} ${i}`}>
              <Line step={step} />
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}

function Question({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.question} aria-labelledby={id}>
      <h2 id={id} className={classes.heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Step({ step }: { step: ExplanationStep }) {
  const t = useWords();
  return (
    <div className={classes.step}>
      <Line step={step} />
      <FactList facts={step.because} />
      {step.candidates.length > 0 && (
        <Candidates candidates={step.candidates} omitted={step.omitted} chosen={step.chosenAgent} />
      )}
      {step.rulesetVersion !== undefined && (
        <p className={classes.dim}>{t("why.version", { version: step.rulesetVersion })}</p>
      )}
    </div>
  );
}

function Line({ step }: { step: ExplanationStep }) {
  const t = useWords();
  const { locale } = useLanguage();
  return (
    <p className={classes.line}>
      <span>{factText(step.what, t, locale)}</span>{" "}
      <time className={classes.dim} dateTime={step.at}>
        {dateText(step.at, locale, { timeStyle: "medium" })}
      </time>
    </p>
  );
}

export function FactList({ facts }: { facts: readonly Fact[] }) {
  const t = useWords();
  const { locale } = useLanguage();
  if (facts.length === 0) return null;
  return (
    <ul className={classes.facts}>
      {facts.map((fact, i) => (
        <li key={i}>{factText(fact, t, locale)}</li>
      ))}
    </ul>
  );
}
