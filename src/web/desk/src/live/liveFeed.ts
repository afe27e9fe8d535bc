import {
  type BoardState,
  Connection,
  type ConnectionState,
  type IMonitorClient,
  type IMonitorHub,
} from "@servicedesk/protocol";
import { FrameStore } from "../state/frameStore.ts";
import { ServerClock } from "../time/serverClock.ts";

export interface LiveState {
  readonly link: ConnectionState;
  readonly board: BoardState | undefined;
  /** Local milliseconds at which the board came. */
  readonly receivedAt: number;
  /** Set when the server refused the board. */
  readonly refused: string | undefined;
}

/** How often a refused or unanswered subscription is tried again. */
const againMs = 3_000;

/** The live board's connection: subscribes on each connect, keeps the newest state. */
export class LiveFeed {
  readonly store = new FrameStore<LiveState>({
    link: { kind: "idle" },
    board: undefined,
    receivedAt: 0,
    refused: undefined,
  });
  readonly clock = new ServerClock();
  private readonly connection = new Connection<IMonitorHub, IMonitorClient>({
    url: "/hubs/monitor",
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.connection.on("BoardState", (board) => this.take(board));
    this.connection.onState((link) => {
      this.store.update((s) => ({ ...s, link }));
      if (link.kind !== "up") return;
      this.clock.forget();
      void this.subscribe();
    });
  }

  start(): void {
    this.connection.start();
  }

  stop(): void {
    clearTimeout(this.timer);
    void this.connection.stop();
  }

  retry(): void {
    this.connection.retryNow();
    void this.subscribe();
  }

  private async subscribe(): Promise<void> {
    clearTimeout(this.timer);
    const reply = await this.connection.call("Board", {});
    if (reply.ok && reply.value) {
      this.take(reply.value);
      return;
    }
    const refused = reply.error?.code ?? "unavailable";
    this.store.update((s) => ({ ...s, refused }));
    if (refused !== "forbidden") this.timer = setTimeout(() => void this.subscribe(), againMs);
  }

  private take(board: BoardState): void {
    this.clock.learn(board.at);
    this.store.update((s) => ({ ...s, board, receivedAt: Date.now(), refused: undefined }));
  }
}
