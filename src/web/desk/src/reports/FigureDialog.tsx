import { Button } from "@mantine/core";
import type {
  FigureKind,
  ReportFigure,
  ReportSession,
  ReportSessions,
} from "@servicedesk/protocol";
import { useEffect, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { Dialog } from "../dialogs/Dialog.tsx";
import { ListSkeleton } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { go } from "../shell/path.ts";
import { dateText, exactTime, numberFormat } from "../time/format.ts";
import classes from "./FigureDialog.module.css";
import { figureText } from "./figureText.ts";
import { type ReportAsked, reportApi, sessionsCsvPath } from "./reportApi.ts";
import type { Picked } from "./TableReport.tsx";
import { figureOf } from "./tableRows.ts";
import { metricName, metricText, useWords } from "./words.ts";

interface FigureDialogProps {
  readonly picked: Picked;
  readonly kind: FigureKind;
  readonly asked: ReportAsked;
  readonly onClose: () => void;
}

/** What a figure means, how it spreads, and the sessions behind it; each opens its conversation. */
export function FigureDialog({ picked, kind, asked, onClose }: FigureDialogProps) {
  const t = useWords();
  const figure = figureOf(picked.row, picked.metric);
  const key = picked.isTotal || asked.by === "none" ? undefined : picked.row.key;
  const piece = { ...asked, from: picked.row.start, to: picked.row.end };
  return (
    <Dialog
      opened
      size="wide"
      title={`${metricName(t, picked.metric)} · ${picked.row.label || t("total")}`}
      onClose={onClose}
    >
      <p className={classes.text}>{metricText(t, picked.metric)}</p>
      {figure && <Spread figure={figure} kind={kind} />}
      {picked.metric === "agent.unavailable" && <Reasons by={picked.row.unavailable ?? {}} />}
      <Behind metric={picked.metric} kind={kind} rowKey={key} asked={piece} onClose={onClose} />
    </Dialog>
  );
}

function Spread({ figure, kind }: { figure: ReportFigure; kind: FigureKind }) {
  const t = useWords();
  const { locale } = useLanguage();
  const text = (value: number) => figureText(kind, value, locale);
  const values = [
    [
      t(
        kind === "duration" || kind === "number" || kind === "level"
          ? "figure.mean"
          : "figure.value",
      ),
      figure.value,
    ],
    [t("figure.p50"), figure.p50],
    [t("figure.p90"), figure.p90],
    [t("figure.p95"), figure.p95],
    [t("figure.max"), figure.max],
  ] as const;
  return (
    <>
      <dl className={classes.spread}>
        {values.map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text(value)}</dd>
              </div>
            ),
        )}
        {kind !== "count" && kind !== "totalTime" && (
          <div>
            <dt>
              {t(kind === "level" || kind === "timeShare" ? "figure.seconds" : "figure.count")}
            </dt>
            <dd>{numberFormat(locale, {}).format(figure.count)}</dd>
          </div>
        )}
        {figure.low !== undefined && figure.high !== undefined && (
          <div>
            <dt>{t("figure.range")}</dt>
            <dd>{t("figure.rangeOf", { low: text(figure.low), high: text(figure.high) })}</dd>
          </div>
        )}
      </dl>
      {!figure.ranked && <p className={classes.few}>{t("figure.few")}</p>}
      <p className={classes.version}>{t("figure.version", { version: String(figure.version) })}</p>
    </>
  );
}

/** Time without work by the reason of the state, the longest first. */
function Reasons({ by }: { by: Readonly<Record<string, number>> }) {
  const { locale } = useLanguage();
  return (
    <dl className={classes.spread}>
      {Object.entries(by)
        .sort(([, a], [, b]) => b - a)
        .map(([reason, seconds]) => (
          <div key={reason}>
            <dt>
              <bdi>{reason}</bdi>
            </dt>
            <dd>{figureText("duration", seconds, locale)}</dd>
          </div>
        ))}
    </dl>
  );
}

interface BehindProps {
  readonly metric: string;
  readonly kind: FigureKind;
  readonly rowKey: string | undefined;
  readonly asked: ReportAsked;
  readonly onClose: () => void;
}

function Behind({ metric, kind, rowKey, asked, onClose }: BehindProps) {
  const t = useWords();
  const [found, setFound] = useState<ReportSessions>();
  const [code, setCode] = useState<string>();
  const { from, to } = asked;
  useEffect(() => {
    let current = true;
    void reportApi.sessions(metric, rowKey, asked).then((reply) => {
      if (!current) return;
      if (reply.ok) setFound(reply.value);
      else setCode(reply.code);
    });
    return () => {
      current = false;
    };
    // The question is made anew with each rendering; its interval says when it is another one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [metric, rowKey, from, to]);
  return (
    <section aria-labelledby="sessions-behind">
      <h3 id="sessions-behind" className={classes.title}>
        {t("sessions.title")}
      </h3>
      {code !== undefined && <p role="alert">{t("failed", { code })}</p>}
      {!found && code === undefined && <ListSkeleton />}
      {found?.sessions.length === 0 && <p>{t("sessions.none")}</p>}
      {found && found.sessions.length > 0 && (
        <>
          <div
            className={classes.scroll}
            tabIndex={0}
            role="group"
            aria-labelledby="sessions-behind"
          >
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{t("sessions.visitor")}</th>
                  <th scope="col">{t("sessions.at")}</th>
                  <th scope="col">{t("sessions.value")}</th>
                  <th scope="col">{t("sessions.queue")}</th>
                  <th scope="col">{t("sessions.agent")}</th>
                  <th scope="col">{t("figure.actions")}</th>
                </tr>
              </thead>
              <tbody>
                {found.sessions.map((session) => (
                  <Line
                    key={`${session.sessionId} ${session.at}`}
                    session={session}
                    kind={kind}
                    zone={asked.zone}
                    onClose={onClose}
                  />
                ))}
              </tbody>
            </table>
          </div>
          <div className={classes.foot}>
            {found.more && t("sessions.more", { count: String(found.sessions.length) })}
            <Button
              component="a"
              variant="default"
              size="compact-md"
              href={sessionsCsvPath(metric, rowKey, asked)}
              download
            >
              {t("csv")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

interface LineProps {
  readonly session: ReportSession;
  readonly kind: FigureKind;
  readonly zone: string;
  readonly onClose: () => void;
}

function Line({ session, kind, zone, onClose }: LineProps) {
  const desk = useDesk();
  const t = useWords();
  const { locale } = useLanguage();
  const number = numberFormat(locale, { maximumFractionDigits: 1 });
  const timed =
    kind === "duration" || kind === "level" || kind === "totalTime" || kind === "timeShare";
  const value = timed
    ? figureText("duration", session.value, locale)
    : number.format(session.value);
  return (
    <tr>
      <th scope="row">
        <bdi>{session.visitorName}</bdi>
      </th>
      <td>{dateText(session.at, locale, { ...exactTime, timeZone: zone })}</td>
      <td>
        {session.of === undefined
          ? value
          : t("sessions.of", { value, of: number.format(session.of) })}
      </td>
      <td>{session.queue ?? t("alerts.nobody")}</td>
      <td>
        <bdi>{session.agentName ?? t("alerts.nobody")}</bdi>
      </td>
      <td>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t("sessions.openNamed", { name: session.visitorName })}
          onClick={() => {
            onClose();
            void desk.openSessionOf(session.sessionId).then(() => go("inbox"));
          }}
        >
          {t("sessions.open")}
        </Button>
      </td>
    </tr>
  );
}
