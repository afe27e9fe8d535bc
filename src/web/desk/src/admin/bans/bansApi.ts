import type { BanPage } from "@servicedesk/protocol";
import { ask } from "../../staff/staffApi.ts";

export const bansApi = {
  page: (before: number | undefined) => ask<BanPage>("GET", addressOf(before)),
  lift: (id: number) => ask<undefined>("DELETE", `/api/bans/${id}`),
};

/** @param before the id of the oldest one that is known */
export function addressOf(before: number | undefined): string {
  return before === undefined ? "/api/bans" : `/api/bans?before=${before}`;
}
