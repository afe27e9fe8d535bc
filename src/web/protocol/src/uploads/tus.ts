import type { UploadProgress } from "../contracts.g.ts";

const RESUMABLE = { "Tus-Resumable": "1.0.0" };

/** Why a step did not succeed. */
export interface TusFault {
  /** retry: the network or the server was away; restart: what is stored differs from what was sent; final: it will never succeed. */
  kind: "retry" | "restart" | "final";
  /** The refusal's code, when the server gave one. */
  code: string;
}

export interface Sending {
  /** Undefined when all was taken. */
  done: Promise<TusFault | undefined>;
  /** Stops sending; what has arrived stays. */
  abort(): void;
}

/** Bytes that are stored, or why that is not known. */
export async function storedBytes(url: string): Promise<number | TusFault> {
  const answer = await ask(url, "HEAD");
  if (!answer) return { kind: "retry", code: "not_connected" };
  const offset = Number(answer.headers.get("Upload-Offset") ?? NaN);
  return answer.ok && Number.isFinite(offset) ? offset : fault(answer.status, "");
}

/** What became of a complete upload. Undefined when the server cannot tell now. */
export async function outcome(url: string): Promise<UploadProgress | undefined> {
  const answer = await ask(url, "GET");
  return answer?.ok ? ((await answer.json()) as UploadProgress) : undefined;
}

export async function terminate(url: string): Promise<void> {
  await ask(url, "DELETE");
}

/**
 * Sends a file from an offset to its end. By XMLHttpRequest, as fetch does not tell how much has been sent.
 * @param sent told with the bytes that have left so far, those before the offset included
 */
export function send(
  url: string,
  file: Blob,
  offset: number,
  sent: (bytes: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<TusFault | undefined>((resolve) => {
    request.upload.onprogress = (event) => sent(offset + event.loaded);
    request.onload = () => {
      const { status } = request;
      resolve(status < 300 ? undefined : fault(status, codeOf(request.responseText)));
    };
    request.onerror = request.onabort = () => resolve({ kind: "retry", code: "not_connected" });
  });
  request.open("PATCH", url);
  request.setRequestHeader("Tus-Resumable", "1.0.0");
  request.setRequestHeader("Upload-Offset", `${offset}`);
  request.setRequestHeader("Content-Type", "application/offset+octet-stream");
  request.send(file.slice(offset));
  return { done, abort: () => request.abort() };
}

function fault(status: number, code: string): TusFault {
  if (status === 409) return { kind: "restart", code };
  if (status === 429 || status >= 500) return { kind: "retry", code: code || "unavailable" };
  return { kind: "final", code: code || (status === 410 ? "expired" : "not_found") };
}

function codeOf(body: string): string {
  try {
    return (JSON.parse(body) as { code?: string }).code ?? "";
  } catch {
    return "";
  }
}

async function ask(url: string, method: string): Promise<Response | undefined> {
  try {
    return await fetch(url, { method, headers: RESUMABLE, cache: "no-store" });
  } catch {
    return undefined;
  }
}
