import {
  type ClientInfo,
  type Cursor,
  ErrorCodes,
  type Head,
  ProtocolVersion,
  type ReplyOf,
  type Welcome,
} from "./contracts.g.ts";
import { refused } from "./replies.ts";

/** Before a token expires by so much, a new one is asked for (milliseconds). */
const RENEW_BEFORE_MS = 60_000;

/** A token that has hardly any life left is still not renewed sooner than this (milliseconds). */
const RENEW_SOONEST_MS = 5_000;

/** Reasons that stop automatic reconnect; all others are retried. */
const fatalCodes: ReadonlySet<string> = new Set([
  ErrorCodes.unauthenticated,
  ErrorCodes.forbidden,
  ErrorCodes.banned,
  ErrorCodes.protocolUnsupported,
  ErrorCodes.notFound,
  ErrorCodes.featureDisabled,
  ErrorCodes.invalid,
]);

/** True when a refusal with this code stops automatic reconnect. */
export function isFatal(code: string): boolean {
  return fatalCodes.has(code);
}

export interface AccessToken {
  token: string;
  /** ISO 8601; the connection says Hello again a minute before. */
  expiresAt?: string;
}

/** What a connection says and asks for itself; without it there is no Hello and no heartbeat. */
export interface Handshake {
  client: ClientInfo;
  features?: readonly string[];
  /** What is held, most recently used first, at most 200. */
  cursors(): readonly Cursor[];
  /** Conversations whose heads travel in the heartbeat, at most 20. */
  watched(): readonly number[];
  /** Heads of Welcome and Pong: a lost tail shows here. */
  onHeads(heads: readonly Head[]): void;
  onWelcome?(welcome: Welcome): void | Promise<void>;
  /**
   * The visitor's access token; absent for staff, whose cookie signs in.
   * Throw a TokenRefused to stop for good; anything else is tried again.
   * @param fresh true when the last one was refused or is about to expire
   */
  token?(fresh: boolean): Promise<AccessToken>;
}

export class TokenRefused extends globalThis.Error {
  readonly code: string;
  constructor(code: string) {
    super(`The token was refused: ${code}`);
    this.code = code;
  }
}

/** What Hello brought, and the token that it was said with. */
export interface Greeting {
  readonly reply: ReplyOf<Welcome>;
  readonly access?: AccessToken;
}

/** Makes the call on the transport that is greeted; must not throw. */
type SayHello = (request: unknown) => Promise<ReplyOf<Welcome>>;

/** Says Hello, once more with a fresh token when the first one was refused. */
export async function greet(handshake: Handshake, say: SayHello): Promise<Greeting> {
  const first = await hello(handshake, false, say);
  const code = first.reply.error?.code;
  return code === ErrorCodes.unauthenticated || code === ErrorCodes.tokenExpired
    ? hello(handshake, true, say)
    : first;
}

/** Says Hello once; a token that cannot be had is a refusal too. */
export async function hello(
  handshake: Handshake,
  fresh: boolean,
  say: SayHello,
): Promise<Greeting> {
  let access: AccessToken | undefined;
  try {
    access = await handshake.token?.(fresh);
  } catch (error) {
    const code = error instanceof TokenRefused ? error.code : ErrorCodes.unavailable;
    return { reply: refused(code, "no token") };
  }

  const reply = await say({
    protocol: ProtocolVersion.current,
    client: handshake.client,
    token: access?.token,
    features: handshake.features ?? [],
    cursors: handshake.cursors().slice(0, 200),
  });
  return { reply, access };
}

/**
 * How long a token serves before the next Hello.
 * @param now milliseconds of the wall clock
 * @returns milliseconds, or undefined when the token does not expire
 */
export function renewalDelay(access: AccessToken | undefined, now: number): number | undefined {
  return access?.expiresAt
    ? Math.max(RENEW_SOONEST_MS, Date.parse(access.expiresAt) - now - RENEW_BEFORE_MS)
    : undefined;
}
