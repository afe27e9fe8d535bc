import type { ReplyOf } from "./contracts.g.ts";

/** Codes that only a client gives itself; the server never sends them. */
export const LocalCodes = {
  /** The call was not made: there is no connection. */
  notConnected: "not_connected",
  /** The connection ended while the call was under way: its outcome is unknown. */
  closed: "connection_closed",
} as const;

export function refused<T>(code: string, message: string): ReplyOf<T> {
  return { ok: false, error: { code, message } };
}
