import type { AuditPage } from "@servicedesk/protocol";
import { ask } from "../../staff/staffApi.ts";

/** How the words of deeds begin. */
export const auditGroups = [
  "desk",
  "session",
  "agent",
  "visitor",
  "account",
  "alert",
  "report",
] as const;

export interface AuditFilter {
  /** A word, or the beginning of several with its dot; empty for all. */
  readonly what: string;
  readonly from: string | undefined;
  /** Exclusive. */
  readonly to: string | undefined;
  readonly before: number | undefined;
}

export const auditApi = {
  page: (filter: AuditFilter) => ask<AuditPage>("GET", addressOf(filter)),
};

export function addressOf(filter: AuditFilter): string {
  const query = new URLSearchParams();
  if (filter.what !== "") query.set("what", filter.what);
  if (filter.from !== undefined) query.set("from", filter.from);
  // A span that ends before it begins is told at its field; the server is asked without the end.
  if (filter.to !== undefined && (filter.from === undefined || filter.to > filter.from))
    query.set("to", filter.to);
  if (filter.before !== undefined) query.set("before", String(filter.before));
  const text = query.toString();
  return text === "" ? "/api/audit" : `/api/audit?${text}`;
}

/** The instant at which a day of the reader's own zone begins, or so many days later. */
export function dayOf(date: string, daysLater: number): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day + daysLater).toISOString();
}
