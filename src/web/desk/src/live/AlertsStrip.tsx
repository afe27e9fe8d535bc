import { Button, Switch } from "@mantine/core";
import type { AlertRow } from "@servicedesk/protocol";
import { memo, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { alertFigure } from "../reports/alerts/alertFigure.ts";
import { reportApi } from "../reports/reportApi.ts";
import { useLanguage } from "../shell/language.tsx";
import { goTo } from "../shell/path.ts";
import { dateText, timeOfDay } from "../time/format.ts";
import classes from "./AlertsStrip.module.css";
import { Since } from "./Since.tsx";
import { useAlertSound } from "./useAlertSound.ts";

const muteMs = 30 * 60_000;

interface AlertsStripProps {
  readonly alerts: readonly AlertRow[];
  readonly now: () => number;
}

/** The open alerts: one row a cause, with its owner; acknowledged ones stay until they are over. */
export const AlertsStrip = memo(
  function AlertsStrip({ alerts, now }: AlertsStripProps) {
    const { t } = useLanguage();
    const [sound, setSound] = useAlertSound(alerts, now);
    return (
      <section className={classes.strip} aria-labelledby="live-alerts" data-any={alerts.length > 0}>
        <div className={classes.top}>
          <h2 id="live-alerts" className={classes.title}>
            {t("desk.alerts.title", { count: String(alerts.length) })}
          </h2>
          <div className={classes.end}>
            <Switch
              size="xs"
              label={t("desk.alerts.sound")}
              checked={sound}
              onChange={(event) => setSound(event.currentTarget.checked)}
            />
            <PageLink path="/desk/reports/alerts" label={t("desk.alerts.history")} />
            <PageLink path="/desk/reports/rules" label={t("desk.alerts.rules")} />
          </div>
        </div>
        {alerts.length === 0 ? (
          <p className={classes.none}>{t("desk.alerts.none")}</p>
        ) : (
          <ul className={classes.list}>
            {alerts.map((alert) => (
              <Line key={alert.alertId} alert={alert} now={now} />
            ))}
          </ul>
        )}
      </section>
    );
  },
  (a, b) => JSON.stringify(a.alerts) === JSON.stringify(b.alerts),
);

function Line({ alert, now }: { alert: AlertRow; now: () => number }) {
  const desk = useDesk();
  const { t, locale } = useLanguage();
  const [busy, setBusy] = useState(false);
  const muted = alert.mutedUntil !== undefined && Date.parse(alert.mutedUntil) > now();
  const place = alert.queueName ?? t("desk.alerts.desk");
  const said = t("desk.alerts.line", {
    symptom: t(`desk.alerts.${alert.symptom}`),
    value: alertFigure(alert.symptom, alert.now ?? alert.value, locale),
    threshold: alertFigure(alert.symptom, alert.threshold, locale),
  });
  const acknowledge = (mute: boolean) => {
    setBusy(true);
    const until = mute ? new Date(now() + muteMs).toISOString() : undefined;
    void reportApi
      .acknowledge(alert.alertId, until)
      .then((reply) => {
        if (!reply.ok) desk.refused(reply.code);
      })
      .finally(() => setBusy(false));
  };
  return (
    <li className={classes.line} data-level={alert.level} data-muted={muted}>
      <span className={classes.what}>
        {alert.level === 2 && <strong className={classes.urgent}>{t("desk.alerts.level2")}</strong>}{" "}
        <strong>
          <bdi>{place}</bdi>
        </strong>{" "}
        {said} ·{" "}
        <span className={classes.rule}>{t("desk.alerts.rule", { name: alert.ruleId })}</span> ·{" "}
        {t("desk.alerts.since")} <Since at={alert.raisedAt} now={now} />
        {alert.acknowledgedAt && alert.ownerName && (
          <> · {t("desk.alerts.ownedBy", { name: alert.ownerName })}</>
        )}
        {muted && (
          <>
            {" "}
            ·{" "}
            {t("desk.alerts.mutedUntil", {
              time: dateText(alert.mutedUntil ?? "", locale, timeOfDay),
            })}
          </>
        )}
      </span>
      <span className={classes.actions}>
        {!alert.acknowledgedAt && (
          <Button
            size="compact-sm"
            variant="default"
            loading={busy}
            aria-label={t("desk.alerts.acknowledgeNamed", { alert: `${place}, ${said}` })}
            onClick={() => acknowledge(false)}
          >
            {t("desk.alerts.acknowledge")}
          </Button>
        )}
        {!muted && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={busy}
            aria-label={t("desk.alerts.muteNamed", { alert: `${place}, ${said}` })}
            onClick={() => acknowledge(true)}
          >
            {t("desk.alerts.mute")}
          </Button>
        )}
      </span>
    </li>
  );
}

function PageLink({ path, label }: { path: string; label: string }) {
  return (
    <a
      className={classes.link}
      href={path}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goTo(path);
      }}
    >
      {label}
    </a>
  );
}
