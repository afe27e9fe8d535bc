import type { Ban, BanPage, BanRequest } from "@servicedesk/protocol";
import { ask } from "../staff/staffApi.ts";

/** Who is kept out of the chat. */
export const bansApi = {
  page: (before: number | undefined) => ask<BanPage>("GET", addressOf(before)),
  /** At most one is in force. */
  ofVisitor: (visitorId: string) =>
    ask<BanPage>("GET", `/api/bans?visitor=${encodeURIComponent(visitorId)}`),
  give: (request: BanRequest) => ask<Ban>("POST", "/api/bans", request),
  lift: (id: number) => ask<undefined>("DELETE", `/api/bans/${id}`),
};

/** @param before the id of the oldest one that is known */
export function addressOf(before: number | undefined): string {
  return before === undefined ? "/api/bans" : `/api/bans?before=${before}`;
}
