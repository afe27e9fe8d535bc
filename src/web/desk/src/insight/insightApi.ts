import type {
  DryRunAnswer,
  DryRunRequest,
  ForecastAnswer,
  ForecastRequest,
  HoursAhead,
  HoursAt,
} from "@servicedesk/protocol";
import { ask } from "../staff/staffApi.ts";

/** Which configuration is asked. */
export type OneDesk = "published" | "draft";

const root = "/api/insight";

export const insightApi = {
  dryRun: (request: DryRunRequest) => ask<DryRunAnswer>("POST", `${root}/dry-run`, request),
  forecast: (request: ForecastRequest) => ask<ForecastAnswer>("POST", `${root}/forecast`, request),
  hoursAt: (schedule: string, desk: OneDesk, instant?: string) =>
    ask<HoursAt>("GET", `${hours(schedule)}/at?${query({ desk, instant })}`),
  hoursAhead: (schedule: string, desk: OneDesk) =>
    ask<HoursAhead>("GET", `${hours(schedule)}?${query({ desk, months: "13" })}`),
};

function hours(schedule: string): string {
  return `${root}/hours/${encodeURIComponent(schedule)}`;
}

function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter(
    (one): one is [string, string] => one[1] !== undefined,
  );
  return new URLSearchParams(given).toString();
}
