import { ErrorCodes } from "./contracts.g.ts";
import { within } from "./invocation.ts";
import type { Transport, TransportKind } from "./transport.ts";

/** A started transport, or why none could start, as far as that is known. */
export type Start =
  | { readonly transport: Transport; readonly kind: TransportKind }
  | { readonly transport?: undefined; readonly refusal: string | undefined };

/**
 * Starts a transport of this kind; where a plain WebSocket does not start, what negotiation finds.
 * @param create gives a transport that everybody who has to listens to
 * @param wanted asked before the second try
 */
export async function startTransport(
  kind: TransportKind,
  create: (kind: TransportKind) => Transport,
  timeoutMs: number,
  wanted: () => boolean,
): Promise<Start> {
  const first = await tryStart(kind, create, timeoutMs);
  return first.transport || kind === "negotiated" || !wanted()
    ? first
    : tryStart("negotiated", create, timeoutMs);
}

async function tryStart(
  kind: TransportKind,
  create: (kind: TransportKind) => Transport,
  timeoutMs: number,
): Promise<Start> {
  const transport = create(kind);
  try {
    await within(timeoutMs, transport.start());
    return { transport, kind };
  } catch (error) {
    void transport.stop().catch(() => undefined);
    return { refusal: refusalOf(error) };
  }
}

/** Negotiation tells why it was refused; a plain WebSocket does not. */
export function refusalOf(error: unknown): string | undefined {
  const status = /status code '?(401|403)/i.exec(String(error))?.[1];
  return status === "401"
    ? ErrorCodes.unauthenticated
    : status === "403"
      ? ErrorCodes.forbidden
      : undefined;
}
