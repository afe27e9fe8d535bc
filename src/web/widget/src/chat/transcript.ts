import { type MailTranscriptRequest, uuidv7 } from "@servicedesk/protocol";

/** What the visitor keeps of a session: its words as a file, or sent by mail. */
export class TranscriptCalls {
  private readonly token: () => Promise<string>;
  private readonly sessionId: number;
  private readonly locale: string;
  private asked: { readonly email: string; readonly commandId: string } | undefined;

  constructor(token: () => Promise<string>, sessionId: number, locale: string) {
    this.token = token;
    this.sessionId = sessionId;
    this.locale = locale;
  }

  /** Gives the file to the browser to keep. False when there was no answer or a refusal. */
  async save(): Promise<boolean> {
    const query = new URLSearchParams({
      session: String(this.sessionId),
      locale: this.locale,
      zone: zone(),
    });
    const answer = await this.call(`/api/visitor/transcript?${query}`);
    if (!answer?.ok) return false;
    const address = URL.createObjectURL(await answer.blob());
    const link = document.createElement("a");
    link.href = address;
    link.download = `chat-${this.sessionId}.html`;
    link.click();
    URL.revokeObjectURL(address);
    return true;
  }

  /** Asks for one mail; asking again after a failure is the same request. */
  async mail(email: string): Promise<boolean> {
    if (this.asked?.email !== email) this.asked = { email, commandId: uuidv7() };
    const { commandId } = this.asked;
    const request: MailTranscriptRequest = {
      commandId,
      sessionId: this.sessionId,
      email,
      zone: zone(),
    };
    const answer = await this.call("/api/visitor/transcript/mail", request);
    return answer?.ok === true;
  }

  private async call(path: string, body?: unknown): Promise<Response | undefined> {
    try {
      return await fetch(path, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          Authorization: `Bearer ${await this.token()}`,
          ...(body !== undefined && { "Content-Type": "application/json" }),
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
    } catch {
      return undefined;
    }
  }
}

function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
