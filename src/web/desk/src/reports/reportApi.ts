import type {
  AlertList,
  AlertRow,
  AlertRuleRow,
  AlertRuleSet,
  MetricInfo,
  Report,
  ReportSessions,
  ReportTable,
} from "@servicedesk/protocol";
import { ask } from "../staff/staffApi.ts";

/** What a report is about; the answer's address, so that going back shows it again. */
export interface ReportAsked {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly queue: string;
  readonly by: string;
  readonly per: string;
}

export const reportApi = {
  metrics: () => ask<readonly MetricInfo[]>("GET", "/api/reports/metrics"),
  report: (table: ReportTable, asked: ReportAsked) =>
    ask<Report>("GET", `/api/reports/${table}?${queryOf(asked)}`),
  sessions: (metric: string, key: string | undefined, asked: ReportAsked) =>
    ask<ReportSessions>("GET", sessionsPath("sessions", metric, key, asked)),
  rules: () => ask<AlertRuleSet>("GET", "/api/alerts/rules"),
  saveRules: (revision: number, rules: readonly AlertRuleRow[]) =>
    ask<AlertRuleSet>("PUT", "/api/alerts/rules", { revision, rules }),
  alerts: (before?: number) =>
    ask<AlertList>("GET", `/api/alerts${before === undefined ? "" : `?before=${before}`}`),
  acknowledge: (id: number, muteUntil: string | undefined) =>
    ask<AlertRow>("POST", `/api/alerts/${id}/acknowledge`, { muteUntil }),
};

/** Where the same report is to be had as a file. */
export function csvPath(table: ReportTable, asked: ReportAsked): string {
  return `/api/reports/${table}.csv?${queryOf(asked)}`;
}

export function sessionsCsvPath(metric: string, key: string | undefined, asked: ReportAsked) {
  return sessionsPath("sessions.csv", metric, key, asked);
}

function sessionsPath(file: string, metric: string, key: string | undefined, asked: ReportAsked) {
  const query = queryOf(asked);
  query.set("metric", metric);
  if (key !== undefined) query.set("key", key);
  return `/api/reports/${file}?${query}`;
}

function queryOf({ from, to, zone, queue, by, per }: ReportAsked): URLSearchParams {
  const query = new URLSearchParams({ from, to, zone, by, per });
  if (queue !== "") query.set("queue", queue);
  return query;
}
