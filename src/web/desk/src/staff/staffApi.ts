import type { SignInRequest, StaffDirectory, StaffUser } from "@servicedesk/protocol";

/** An HTTP answer: the value, or the code of the problem (`network` when there was no answer). */
export type HttpReply<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: string;
      readonly status: number;
      /** The problem document, when there was one. */
      readonly problem?: unknown;
    };

export const staffApi = {
  me: () => ask<StaffUser>("GET", "/api/staff/me"),
  signIn: (request: SignInRequest) => ask<StaffUser>("POST", "/api/staff/sign-in", request),
  signOut: () => ask<undefined>("POST", "/api/staff/sign-out"),
  tags: () => ask<readonly string[]>("GET", "/api/tags"),
  directory: () => ask<StaffDirectory>("GET", "/api/staff/directory"),
};

/** One request of the staff API with the sitting's cookie. */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<HttpReply<T>> {
  try {
    const answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    const value: unknown = text === "" ? undefined : JSON.parse(text);
    if (answer.ok) return { ok: true, value: value as T };
    return {
      ok: false,
      code: codeOf(value) ?? (answer.status === 401 ? "unauthenticated" : "unavailable"),
      status: answer.status,
      problem: value,
    };
  } catch {
    return { ok: false, code: "network", status: 0 };
  }
}

function codeOf(problem: unknown): string | undefined {
  const code =
    typeof problem === "object" && problem !== null && "code" in problem ? problem.code : undefined;
  return typeof code === "string" ? code : undefined;
}
