import {
  type ChooseFallbackRequest,
  type Connection,
  FallbackKinds,
  type IVisitorClient,
  type IVisitorHub,
  type Reply,
  type ReplyOf,
  type VisitorSession,
} from "@servicedesk/protocol";
import { runCommand } from "./command.ts";
import type { ChatState } from "./state.ts";

export interface CommandEvents {
  state(): ChatState;
  set(change: Partial<ChatState>): void;
  came(session: VisitorSession): void;
  /** For the host page's listeners. */
  event(name: string): void;
}

/** What the visitor can ask of the session, one at a time: the state tells which is under way and why the last was refused. */
export class SessionCommands {
  private readonly connection: Connection<IVisitorHub, IVisitorClient>;
  private readonly events: CommandEvents;

  constructor(connection: Connection<IVisitorHub, IVisitorClient>, events: CommandEvents) {
    this.connection = connection;
    this.events = events;
  }

  requestAgent(): Promise<boolean> {
    return this.run("human", (command) => this.connection.call("RequestAgent", command));
  }

  cancelWait(): Promise<boolean> {
    return this.run("cancel", (command) => this.connection.call("CancelWait", command));
  }

  end(): Promise<boolean> {
    return this.run("end", (command) => this.connection.call("End", command));
  }

  async leaveMessage(email: string, text: string): Promise<boolean> {
    const done = await this.choose("message", { kind: FallbackKinds.message, email, text });
    if (done) {
      this.events.set({ messageLeft: true });
    }

    return done;
  }

  askBot(): Promise<boolean> {
    return this.choose("bot", { kind: FallbackKinds.bot });
  }

  /** @param slot one of those that the menu offers */
  wishCall(slot: string, phone: string): Promise<boolean> {
    return this.choose("call", { kind: FallbackKinds.callBack, slot, phone });
  }

  async stillHere(): Promise<void> {
    const { cursor } = this.events.state().conversation;
    const done = await this.run("still", (command) => this.connection.call("StillHere", command));
    if (done) {
      this.events.set({ stillHereTo: cursor });
    }
  }

  async submitSurvey(score: number, solved?: boolean, comment?: string): Promise<boolean> {
    const done = await this.run("survey", (command) =>
      this.connection.call("SubmitSurvey", { ...command, score, solved, comment }),
    );
    if (done) {
      this.events.set({ surveyDone: "answered" });
      this.events.event("survey:submitted");
    }

    return done;
  }

  skipSurvey(): void {
    this.events.set({ surveyDone: "skipped" });
  }

  private choose(
    name: string,
    choice: Omit<ChooseFallbackRequest, "commandId" | "sessionId">,
  ): Promise<boolean> {
    return this.run(name, (command) =>
      this.connection.call("ChooseFallback", { ...command, ...choice }),
    );
  }

  /** Runs a command on the open session; the same id again while its outcome is unknown. */
  private async run(
    name: string,
    call: (command: {
      commandId: string;
      sessionId: number;
    }) => Promise<Reply | ReplyOf<VisitorSession>>,
  ): Promise<boolean> {
    const { session, busy } = this.events.state();
    if (!session || busy) {
      return false;
    }

    const { sessionId } = session;
    this.events.set({ busy: name, refusal: undefined });
    const reply = await runCommand((commandId) => call({ commandId, sessionId }));
    this.events.set({ busy: undefined, refusal: reply.ok ? undefined : reply.error?.code });
    if (reply.ok && "value" in reply && reply.value) {
      this.events.came(reply.value);
    }

    return reply.ok;
  }
}
