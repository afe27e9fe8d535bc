import type { WaitingExplanation } from "@servicedesk/protocol";
import { QueueName } from "../shell/QueueName.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText, longDuration } from "../time/format.ts";
import { Candidates } from "./Candidates.tsx";
import { factText } from "./factText.ts";
import classes from "./Insight.module.css";
import { useWords, wordOf } from "./words.ts";

/** The one reason, the place, what comes next, and each agent's first failed condition. */
export function WhyWaiting({ waiting }: { waiting: WaitingExplanation }) {
  const t = useWords();
  const { locale } = useLanguage();
  const time = (at: string) => dateText(at, locale, { timeStyle: "medium" });
  const boost = longDuration(waiting.boostSeconds * 1000, locale);
  return (
    <>
      <p className={classes.reason}>{factText(waiting.reason, t, locale)}</p>
      <ul className={classes.facts}>
        <li>
          {t("why.place", { position: waiting.position, length: waiting.length })}{" "}
          <QueueName id={waiting.queue} />
        </li>
        <li>{t("why.since", { time: time(waiting.queuedAt) })}</li>
        {waiting.tier > 0 && <li>{t("why.tier", { tier: waiting.tier })}</li>}
        {waiting.boostSeconds > 0 && <li>{t("why.boost", { text: boost })}</li>}
        {waiting.round > 0 && <li>{t("why.round", { count: waiting.round })}</li>}
        {waiting.needs.map((need, i) => (
          <li key={i}>{factText(need, t, locale)}</li>
        ))}
      </ul>
      {waiting.next && (
        <p className={classes.line}>
          {t("why.next", { text: factText(waiting.next, t, locale) })}{" "}
          {waiting.nextAt && t("why.nextAt", { time: time(waiting.nextAt) })}
        </p>
      )}
      <h3 className={classes.subheading}>{t("why.ahead")}</h3>
      <ul className={classes.facts}>
        {waiting.deadlines.map((one) => (
          <li key={one.kind}>
            <time dateTime={one.at}>{time(one.at)}</time> {wordOf(t, "deadline", one.kind)}
          </li>
        ))}
      </ul>
      {waiting.agents.length > 0 && (
        <Candidates candidates={waiting.agents} omitted={waiting.omitted} />
      )}
    </>
  );
}
