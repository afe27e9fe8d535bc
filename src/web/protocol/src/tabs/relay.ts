import { type Control, ControlKinds, ErrorCodes, type Reply } from "../contracts.g.ts";
import { refused } from "../replies.ts";
import type { Transport } from "../transport.ts";
import type { Tabs } from "./tabs.ts";
import { Watches } from "./watches.ts";

/** What tabs say to each other about the connection. */
export const Topics = {
  /** A following tab asks the leader to invoke a method. */
  call: "call",
  answer: "answer",
  /** A callback of the server. */
  push: "push",
  /** The leader's connection is up and greeted. */
  up: "up",
  /** The leader's connection ended, or there is another leader. */
  down: "down",
} as const;

export interface TabCall {
  readonly tab: string;
  readonly id: number;
  readonly method: string;
  readonly request: Record<string, unknown> | undefined;
}

export interface TabAnswer {
  readonly tab: string;
  readonly id: number;
  readonly reply?: Reply;
  /** Set instead of a reply: the call failed below the contract, with this message. */
  readonly failure?: string;
}

export interface TabPush {
  readonly name: string;
  readonly value: unknown;
}

/** What only the tab with the connection obeys. */
const leadersOwn: ReadonlySet<string> = new Set([
  ControlKinds.tokenExpired,
  ControlKinds.reconnect,
]);

/** The leader's side: carries the calls of other tabs over the one transport, and the server's callbacks to them. */
export class Relay {
  private readonly tabs: Tabs;
  private readonly wake: () => void;
  private readonly watches = new Watches();
  private transport: Transport | undefined;
  private token: unknown;
  /** Greetings that came before the leader's own, by tab. */
  private readonly held = new Map<string, TabCall>();

  /** @param wake called when another tab asks while there is no connection */
  constructor(tabs: Tabs, wake: () => void) {
    this.tabs = tabs;
    this.wake = wake;
    tabs.hear<TabCall>(Topics.call, (call) => this.asked(call));
  }

  /** The leader's transport was greeted with this token: others may use it. */
  greeted(transport: Transport, token: unknown): void {
    const fresh = this.transport !== transport;
    this.transport = transport;
    this.token = token;
    if (fresh) {
      this.watches.clear();
      this.tabs.say(Topics.up, null);
      const held = [...this.held.values()];
      this.held.clear();
      held.forEach((call) => void this.carry(transport, call));
    }
  }

  /** The leader's transport is no more. */
  ended(transport: Transport): void {
    if (this.transport === transport) {
      this.transport = undefined;
      this.tabs.say(Topics.down, null);
    }
  }

  pushed(name: string, value: unknown): void {
    if (name !== "Control" || !leadersOwn.has((value as Control).kind)) {
      this.tabs.say(Topics.push, { name, value } satisfies TabPush);
    }
  }

  /** Makes a call of any tab; what other tabs still need is not ended for them. */
  async invoke<T>(transport: Transport, tab: string, method: string, request: unknown): Promise<T> {
    const conv = convOf(request);
    if (method === "Unwatch" && conv !== undefined && !this.watches.end(tab, conv)) {
      return { ok: true } as T;
    }

    const reply = await transport.invoke<T>(method, request);
    const { ok, value } = reply as Reply & { value?: unknown };
    if (ok) {
      this.watches.note(tab, method, conv ?? convOf(value));
    }

    return reply;
  }

  private asked(call: TabCall): void {
    if (!this.tabs.leads) {
      return;
    }

    if (this.transport) {
      void this.carry(this.transport, call);
    } else if (call.method === "Hello") {
      this.held.set(call.tab, call);
      this.wake();
    } else {
      const reply = refused<never>(ErrorCodes.unavailable, `${call.method}: no connection`);
      this.answer(call, { reply });
    }
  }

  private async carry(transport: Transport, call: TabCall): Promise<void> {
    const { tab, method, request } = call;
    try {
      const asked = method === "Hello" ? { ...request, token: this.token } : request;
      this.answer(call, { reply: await this.invoke<Reply>(transport, tab, method, asked) });
    } catch (error) {
      this.answer(call, {
        failure: error instanceof globalThis.Error ? error.message : String(error),
      });
    }
  }

  private answer({ tab, id }: TabCall, outcome: Pick<TabAnswer, "reply" | "failure">): void {
    this.tabs.say(Topics.answer, { tab, id, ...outcome } satisfies TabAnswer);
  }
}

function convOf(value: unknown): number | undefined {
  const conv = (value as { conv?: unknown } | undefined)?.conv;
  return typeof conv === "number" ? conv : undefined;
}
