import {
  type AccessToken,
  JOINED,
  type Tabs,
  TokenRefused,
  type VisitorTokenAnswer,
} from "@servicedesk/protocol";
import { store, stored } from "../storage.ts";

/** What tabs of one visitor tell each other, in memory only. */
const TOPIC = "identity";

interface Known {
  readonly resumeToken: string;
  readonly visitorId: string;
}

export interface IdentityOptions {
  entryPoint: string;
  /** The visitor's other tabs: one may connect on when another goes, as the same visitor. */
  tabs: Pick<Tabs, "say" | "hear">;
  /** The token that the host page mirrors. */
  resumeToken?: string;
  mayStore: boolean;
  /** The visitor took part before or does now; until then nothing is stored anywhere. */
  interacted: boolean;
  /** Told what the host should mirror. */
  kept(answer: Known): void;
}

/** Who the visitor is: a resume token in the frame's storage, in the host's, or only in memory. */
export class Identity {
  private readonly options: IdentityOptions;
  private readonly key: string;
  private resumeToken: string | undefined;
  private visitorId = "";
  private held: AccessToken | undefined;
  private interacted: boolean;

  constructor(options: IdentityOptions) {
    this.options = options;
    this.interacted = options.interacted;
    this.key = `servicedesk.resume.${options.entryPoint}`;
    this.resumeToken = (options.mayStore ? stored(this.key) : undefined) ?? options.resumeToken;
    options.tabs.hear<Known>(TOPIC, (known) => this.know(known));
    options.tabs.hear(JOINED, () => this.introduce());
  }

  /** True when this visitor has been here before. */
  get returns(): boolean {
    return this.resumeToken !== undefined;
  }

  /** Asks for an access token, or gives the held one while it is good for another minute. */
  async token(fresh: boolean): Promise<AccessToken> {
    const left = this.held?.expiresAt ? Date.parse(this.held.expiresAt) - Date.now() : 0;
    if (this.held && !fresh && left > 60_000) {
      return this.held;
    }

    const answer = await fetch("/api/visitor/token", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        entryPoint: this.options.entryPoint,
        resumeToken: this.resumeToken,
      }),
    });
    if (!answer.ok) {
      throw await refusal(answer);
    }

    const { token, expiresAt, resumeToken, visitorId } =
      (await answer.json()) as VisitorTokenAnswer;
    this.held = { token, expiresAt };
    this.know({ resumeToken, visitorId });
    this.introduce();
    return this.held;
  }

  /** The visitor's first act: from here on the token may be stored. */
  interact(): void {
    if (!this.interacted) {
      this.interacted = true;
      this.keep();
    }
  }

  private introduce(): void {
    const { resumeToken, visitorId } = this;
    if (resumeToken && visitorId) {
      this.options.tabs.say(TOPIC, { resumeToken, visitorId } satisfies Known);
    }
  }

  private know({ resumeToken, visitorId }: Known): void {
    this.resumeToken = resumeToken;
    this.visitorId = visitorId;
    this.keep();
  }

  private keep(): void {
    const { resumeToken, visitorId } = this;
    if (!this.interacted || !resumeToken || !visitorId) {
      return;
    }

    if (this.options.mayStore) {
      store(this.key, resumeToken);
    }

    this.options.kept({ resumeToken, visitorId });
  }
}

async function refusal(answer: Response): Promise<Error> {
  const lasting = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
  const problem = (await answer.json().catch(() => ({}))) as { code?: string };
  return lasting
    ? new TokenRefused(problem.code ?? (answer.status === 404 ? "not_found" : "forbidden"))
    : new Error(`token: ${answer.status}`);
}
