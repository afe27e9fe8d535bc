import { ErrorCodes, LocalCodes, type Reply, uuidv7 } from "@servicedesk/protocol";

const COMMAND_TRIES = 3;

/** Codes whose outcome is unknown: the same command is repeated. */
const unknownOutcome: ReadonlySet<string> = new Set([
  ErrorCodes.timeout,
  ErrorCodes.unavailable,
  LocalCodes.closed,
  LocalCodes.notConnected,
]);

/** True when the command may or may not have been carried out. */
export function outcomeUnknown(reply: Reply): boolean {
  return unknownOutcome.has(reply.error?.code ?? "");
}

/** Runs a command, at most three times, under the same id while its outcome is unknown. */
export async function runCommand<T extends Reply>(
  call: (commandId: string) => Promise<T>,
): Promise<T> {
  const commandId = uuidv7();
  let reply = await call(commandId);
  for (let tries = 1; tries < COMMAND_TRIES && outcomeUnknown(reply); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000 * tries));
    reply = await call(commandId);
  }

  return reply;
}
