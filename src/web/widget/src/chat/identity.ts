import { type AccessToken, TokenRefused, type VisitorTokenAnswer } from "@servicedesk/protocol";

export interface IdentityOptions {
  entryPoint: string;
  /** The token that the host page mirrors. */
  resumeToken?: string;
  mayStore: boolean;
  /** The visitor took part before or does now; until then nothing is stored anywhere. */
  interacted: boolean;
  /** Told what the host should mirror. */
  kept(answer: { resumeToken: string; visitorId: string }): void;
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
    this.resumeToken = resumeToken;
    this.visitorId = visitorId;
    this.keep();
    return this.held;
  }

  /** The visitor's first act: from here on the token may be stored. */
  interact(): void {
    if (!this.interacted) {
      this.interacted = true;
      this.keep();
    }
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

function stored(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined; // a cross-site frame may be denied all storage; the host's mirror serves
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // as above
  }
}
