import type { ForecastAnswer, ForecastRequest, ForecastView } from "@servicedesk/protocol";
import { useLanguage } from "../shell/language.tsx";
import { numberFormat } from "../time/format.ts";
import classes from "./Insight.module.css";
import { type InsightKey, useWords } from "./words.ts";

interface ForecastFiguresProps {
  readonly request: ForecastRequest;
  readonly answer: ForecastAnswer;
}

type Kind = "share" | "time";

const rows: readonly (readonly [keyof ForecastView, InsightKey, Kind])[] = [
  ["serviceLevel", "forecast.serviceLevel", "share"],
  ["waitP50", "forecast.waitP50", "time"],
  ["waitP90", "forecast.waitP90", "time"],
  ["meanWait", "forecast.meanWait", "time"],
  ["abandonment", "forecast.abandonment", "share"],
  ["occupancy", "forecast.occupancy", "share"],
];

/** The figures by formula and by simulation, in a sentence and as tables, and how many agents the level takes. */
export function ForecastFigures({ request, answer }: ForecastFiguresProps) {
  const t = useWords();
  const show = useFigures();
  const a = answer.erlangA;
  const target = show(request.targetSeconds, "time");
  const level = show(request.serviceLevel, "share");
  return (
    <div className={classes.stack}>
      <div role="status">
        <p className={classes.reason}>
          {t("forecast.summary", {
            agents: request.agents,
            level: show(a.serviceLevel, "share"),
            target,
            abandoned: show(a.abandonment, "share"),
            occupancy: show(a.occupancy, "share"),
          })}
        </p>
        <p className={classes.reason}>
          {answer.agentsNeeded === undefined
            ? t("forecast.notEnough", { level, target })
            : t("forecast.needed", { agents: answer.agentsNeeded, level, target })}
        </p>
        <p className={classes.dim}>
          {t("forecast.load", { load: answer.offeredLoad, servers: answer.servers })}
        </p>
      </div>
      <Models answer={answer} />
      <Staffing answer={answer} />
    </div>
  );
}

function Models({ answer }: { answer: ForecastAnswer }) {
  const t = useWords();
  const show = useFigures();
  const { simulation, erlangC } = answer;
  return (
    <>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("forecast.figures")}>
        <table className={classes.table}>
          <caption className={classes.heading}>{t("forecast.figures")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("forecast.column")}</th>
              <th scope="col">{t("forecast.erlangA")}</th>
              <th scope="col">{t("forecast.simulation")}</th>
              <th scope="col">{t("forecast.erlangC")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, label, kind]) => (
              <tr key={name}>
                <th scope="row">{t(label)}</th>
                <td>{show(answer.erlangA[name], kind)}</td>
                <td>{simulation ? show(simulation.figures[name], kind) : "–"}</td>
                <td>{erlangC ? show(erlangC[name], kind) : "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className={classes.facts}>
        <li>
          {t("forecast.simulation")}:{" "}
          {simulation
            ? t("forecast.error", {
                error: show(simulation.serviceLevelError, "share"),
                count: simulation.visitors,
              })
            : t("forecast.noSimulation")}
        </li>
        {!erlangC && (
          <li>
            {t("forecast.erlangC")}: {t("forecast.unstable")}
          </li>
        )}
      </ul>
    </>
  );
}

function Staffing({ answer }: { answer: ForecastAnswer }) {
  const t = useWords();
  const show = useFigures();
  return (
    <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("forecast.staffing")}>
      <table className={classes.table}>
        <caption className={classes.heading}>{t("forecast.staffing")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("forecast.agents")}</th>
            {rows.map(([name, label]) => (
              <th scope="col" key={name}>
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.staffing.map((one) => (
            <tr key={one.agents} data-chosen={one.agents === answer.agentsNeeded}>
              <th scope="row">
                {one.agents}
                {one.agents === answer.agentsNeeded && ` (${t("forecast.enough")})`}
              </th>
              {rows.map(([name, , kind]) => (
                <td key={name}>{show(one.figures[name], kind)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useFigures(): (value: number, kind: Kind) => string {
  const { locale } = useLanguage();
  return (value, kind) =>
    numberFormat(
      locale,
      kind === "share"
        ? { style: "percent", maximumFractionDigits: 1 }
        : { style: "unit", unit: "second", maximumFractionDigits: 1 },
    ).format(value);
}
