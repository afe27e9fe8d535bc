import { Button } from "@mantine/core";
import type { AlertRow } from "@servicedesk/protocol";
import { useCallback, useEffect, useState } from "react";
import { ListFailed, ListSkeleton } from "../../inbox/ListStates.tsx";
import { useLanguage } from "../../shell/language.tsx";
import { dateText, exactTime } from "../../time/format.ts";
import { reportApi } from "../reportApi.ts";
import { useWords } from "../words.ts";
import { alertFigure } from "./alertFigure.ts";
import classes from "./Alerts.module.css";

const columns = [
  "symptom",
  "rule",
  "where",
  "level",
  "figure",
  "raised",
  "cleared",
  "owner",
  "acknowledged",
] as const;

/** Every alert that was raised, the newest first. */
export function AlertHistory() {
  const t = useWords();
  const [rows, setRows] = useState<readonly AlertRow[]>();
  const [more, setMore] = useState(false);
  const [code, setCode] = useState<string>();
  const load = useCallback((before?: number) => {
    setCode(undefined);
    void reportApi.alerts(before).then((reply) => {
      if (!reply.ok) {
        setCode(reply.code);
        return;
      }
      setRows((known) => [...(before === undefined ? [] : (known ?? [])), ...reply.value.alerts]);
      setMore(reply.value.more);
    });
  }, []);
  useEffect(() => load(), [load]);
  if (code !== undefined) return <ListFailed code={code} retry={() => load()} />;
  if (!rows) return <ListSkeleton />;
  if (rows.length === 0) return <p className={classes.hint}>{t("alerts.none")}</p>;
  return (
    <>
      <div className={classes.card} tabIndex={0} role="group" aria-label={t("nav.alerts")}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th scope="col" key={name}>
                  {t(`alerts.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.alertId} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <Button variant="subtle" onClick={() => load(rows.at(-1)?.alertId)}>
          {t("alerts.older")}
        </Button>
      )}
    </>
  );
}

function Line({ row }: { row: AlertRow }) {
  const t = useWords();
  const { locale } = useLanguage();
  const at = (instant: string) => dateText(instant, locale, exactTime);
  return (
    <tr>
      <th scope="row">{t(`alert.${row.symptom}`)}</th>
      <td>
        <bdi>{row.ruleId}</bdi>
      </td>
      <td>{row.queueName ?? t("alerts.desk")}</td>
      <td>{row.level}</td>
      <td>
        {t("alerts.limit", {
          value: alertFigure(row.symptom, row.value, locale),
          threshold: alertFigure(row.symptom, row.threshold, locale),
        })}
      </td>
      <td>{at(row.raisedAt)}</td>
      <td>{row.clearedAt ? at(row.clearedAt) : t("alerts.open")}</td>
      <td>
        <bdi>{row.ownerName ?? t("alerts.nobody")}</bdi>
      </td>
      <td>
        {row.acknowledgedAt ? (
          <>
            <bdi>{row.acknowledgedBy}</bdi> {at(row.acknowledgedAt)}
          </>
        ) : (
          t("alerts.nobody")
        )}
      </td>
    </tr>
  );
}
