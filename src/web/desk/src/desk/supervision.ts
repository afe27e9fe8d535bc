import {
  type BanRequest,
  Connection,
  ErrorCodes,
  type IMonitorClient,
  type IMonitorHub,
  type Presence,
  type ReplyOf,
  type SessionRow,
  uuidv7,
} from "@servicedesk/protocol";
import type { DeskState } from "../state/deskState.ts";
import { bansApi } from "./bansApi.ts";
import type { FrameStore } from "../state/frameStore.ts";
import { takeRow } from "../state/sessionRows.ts";
import type { Outcome, Target } from "./sessionWork.ts";

type Plain = "Barge" | "Unbarge" | "TakeOver" | "End";

/** How long a bump moves a session forward, in seconds. */
export const bumpSeconds = 300;

/** A command waits so long for the connection, then it is refused. */
const connectMs = 5_000;

/** What supervisors do to sessions and agents. Its connection is made with the first command and kept. */
export class Supervision {
  private readonly store: FrameStore<DeskState>;
  private readonly connection = new Connection<IMonitorHub, IMonitorClient>({
    url: "/hubs/monitor",
  });

  constructor(store: FrameStore<DeskState>) {
    this.store = store;
    this.connection.onState((link) => {
      // Monitoring lasts as long as the connection: begin anew what was asked for.
      if (link.kind !== "up") return;
      for (const sessionId of store.get().monitoring) void this.monitor(sessionId);
    });
  }

  async stop(): Promise<void> {
    await this.connection.stop();
  }

  async monitor(sessionId: number): Promise<Outcome> {
    this.watching(sessionId, true);
    const outcome = this.taken(await this.call("Monitor", { commandId: uuidv7(), sessionId }));
    if (!outcome.ok) this.watching(sessionId, false);
    return outcome;
  }

  async unmonitor(sessionId: number): Promise<void> {
    this.watching(sessionId, false);
    await this.call("Unmonitor", { commandId: uuidv7(), sessionId });
  }

  async whisper(sessionId: number, text: string): Promise<Outcome> {
    const reply = await this.call("Whisper", { commandId: uuidv7(), sessionId, text });
    return reply.ok ? { ok: true } : refusal(reply.error?.code);
  }

  async command(name: Plain, row: SessionRow): Promise<Outcome> {
    return this.taken(await this.call(name, versioned(row)));
  }

  async bump(row: SessionRow): Promise<Outcome> {
    return this.taken(await this.call("Bump", { ...versioned(row), seconds: bumpSeconds }));
  }

  async assign(row: SessionRow, to: Target): Promise<Outcome> {
    return this.taken(await this.call("Assign", { ...versioned(row), toAgent: to.agent ?? 0 }));
  }

  async requeue(row: SessionRow, to: Target, confirmed: boolean): Promise<Outcome> {
    const request = { ...versioned(row), toQueue: to.queue ?? "", confirmed };
    return this.taken(await this.call("Requeue", request));
  }

  /** @param now with Offline: the agent's sessions go back to their queues instead of being finished. */
  async setPresence(
    agentId: number,
    presence: Presence,
    reason: string | undefined,
    now: boolean,
  ): Promise<Outcome> {
    const request = { commandId: uuidv7(), agentId, presence, reason, now };
    const reply = await this.call("SetAgentPresence", request);
    return reply.ok ? { ok: true } : refusal(reply.error?.code);
  }

  /** Keeps the visitor of a session out; that their open sessions end comes as every change of a session does. */
  async ban(request: BanRequest): Promise<Outcome> {
    const reply = await bansApi.give(request);
    return reply.ok ? { ok: true } : refusal(reply.code);
  }

  private readonly call: Connection<IMonitorHub, IMonitorClient>["call"] = async (...args) => {
    await this.connected();
    return this.connection.call(...args);
  };

  private connected(): Promise<void> {
    if (this.connection.state.kind === "up") return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        stop();
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, connectMs);
      const stop = this.connection.onState(({ kind }) => {
        if (kind === "up" || kind === "closed") done();
      });
      this.connection.start();
    });
  }

  private watching(sessionId: number, on: boolean): void {
    this.store.update((s) => {
      if (s.monitoring.has(sessionId) === on) return s;
      const monitoring = new Set(s.monitoring);
      if (on) monitoring.add(sessionId);
      else monitoring.delete(sessionId);
      return { ...s, monitoring };
    });
  }

  private taken(reply: ReplyOf<SessionRow>): Outcome {
    const row = reply.value;
    if (!reply.ok || !row) return refusal(reply.error?.code);
    this.store.update((s) => ({ ...s, rows: takeRow(s.rows, row) }));
    return { ok: true };
  }
}

function versioned({ sessionId, version }: SessionRow) {
  return { commandId: uuidv7(), sessionId, version };
}

function refusal(code: string | undefined): Outcome {
  return { ok: false, code: code ?? ErrorCodes.unavailable };
}
