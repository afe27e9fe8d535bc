import { Skeleton } from "@mantine/core";
import type { Explanation, ExplanationCandidate, ExplanationStep } from "@servicedesk/protocol";
import { type ReactNode, useEffect, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { ListFailed } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { QueueName } from "../shell/QueueName.tsx";
import { dateText } from "../time/format.ts";
import classes from "./WhyPanel.module.css";

/** Why the session came where it is: the stored reasons, newest first. */
export function WhyPanel({ sessionId }: { sessionId: number }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const [asked, setAsked] = useState(0);
  const [answer, setAnswer] = useState<Explanation | { readonly code: string }>();
  useEffect(() => {
    let current = true;
    void desk.sessions.explain(sessionId).then((reply) => {
      if (current) setAnswer(reply.value ?? { code: reply.error?.code ?? "unavailable" });
    });
    return () => {
      current = false;
    };
  }, [desk, sessionId, asked]);
  if (!answer) {
    return (
      <div className={classes.skeleton} aria-busy="true">
        <span className="desk-hidden">{t("desk.loading")}</span>
        <Skeleton height={14} width="70%" />
        <Skeleton height={14} />
        <Skeleton height={80} />
      </div>
    );
  }
  if ("code" in answer) return <ListFailed code={answer.code} retry={() => setAsked(asked + 1)} />;
  if (answer.steps.length === 0) return <p className={classes.empty}>{t("desk.why.empty")}</p>;
  return (
    <ol className={classes.steps}>
      {[...answer.steps].reverse().map((step, i) => (
        <Step key={`${step.at} ${i}`} step={step} />
      ))}
    </ol>
  );
}

function Step({ step }: { step: ExplanationStep }) {
  const { t, locale } = useLanguage();
  return (
    <li className={classes.step}>
      <div className={classes.head}>
        <strong>{t("desk.why.kind", { context: step.kind, kind: step.kind })}</strong>
        <time dateTime={step.at}>{dateText(step.at, locale, { timeStyle: "medium" })}</time>
      </div>
      <p className={classes.text} lang="en">
        {step.text}
      </p>
      <dl className={classes.facts}>
        {step.rule && <Fact term={t("desk.why.rule")} value={step.rule} />}
        {step.queue && <Fact term={t("desk.fact.queue")} value={<QueueName id={step.queue} />} />}
        {step.chosenAgent && <Fact term={t("desk.why.chosen")} value={step.chosenAgent} />}
      </dl>
      {step.candidates.length > 0 && (
        <Candidates candidates={step.candidates} chosen={step.chosenAgent} />
      )}
    </li>
  );
}

function Fact({ term, value }: { term: string; value: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Candidates({
  candidates,
  chosen,
}: {
  candidates: readonly ExplanationCandidate[];
  chosen: string | undefined;
}) {
  const { t } = useLanguage();
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("desk.why.candidates")}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("desk.why.agent")}</th>
            <th scope="col">{t("desk.why.load")}</th>
            <th scope="col" title={t("desk.why.lastHelp")}>
              {t("desk.why.last")}
            </th>
            <th scope="col">{t("desk.why.result")}</th>
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
              <td>
                {one.excluded
                  ? t("desk.why.out", { context: one.excluded, reason: one.excluded })
                  : t(one.name === chosen ? "desk.why.picked" : "desk.why.eligible")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
