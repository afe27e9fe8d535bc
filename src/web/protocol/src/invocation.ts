import { ErrorCodes, type Reply } from "./contracts.g.ts";
import { LocalCodes, refused } from "./replies.ts";
import type { Transport } from "./transport.ts";

/**
 * Invokes a hub method; never throws, a failure is a refusal.
 * @param isCurrent whether the transport still serves, asked when the call failed
 */
export async function invocation<T extends Reply>(
  transport: Transport,
  method: string,
  request: unknown,
  timeoutMs: number,
  isCurrent: () => boolean,
): Promise<T> {
  try {
    return await within(timeoutMs, transport.invoke<T>(method, request));
  } catch (error) {
    if (error instanceof TimedOut) {
      return refused(ErrorCodes.timeout, `${method}: no answer in ${timeoutMs} ms`) as T;
    }

    // The stock client rejects both for a closed connection and for a hub exception.
    return isCurrent() && !closedMessage(error)
      ? (refused(ErrorCodes.unavailable, `${method}: ${String(error)}`) as T)
      : (refused(LocalCodes.closed, `${method}: the connection closed`) as T);
  }
}

class TimedOut extends globalThis.Error {}

/** The work's outcome, or a rejection when it takes longer. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimedOut()), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function closedMessage(error: unknown): boolean {
  return (
    error instanceof globalThis.Error &&
    /connection (being )?closed|not in the 'Connected'/i.test(error.message)
  );
}
