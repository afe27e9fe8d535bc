import type {
  ChangeSavedReply,
  NewSavedReply,
  SavedReply,
  SavedReplyList,
} from "@servicedesk/protocol";
import { useEffect, useState } from "react";
import { ask } from "../staff/staffApi.ts";

const path = "/api/saved-replies";

export const repliesApi = {
  list: () => ask<SavedReplyList>("GET", path),
  add: (reply: NewSavedReply) => ask<SavedReply>("POST", path, reply),
  change: (id: number, reply: ChangeSavedReply) => ask<SavedReply>("PUT", `${path}/${id}`, reply),
  remove: (id: number) => ask<undefined>("DELETE", `${path}/${id}`),
};

/** Read when it is first wanted, and again when the picker opens after a while. */
const keptForMs = 30_000;
let kept: { readonly at: number; readonly replies: readonly SavedReply[] } | undefined;

export function forgetReplies(): void {
  kept = undefined;
}

/** The replies that this person may use; undefined until they are there. */
export function useReplies(wanted: boolean): {
  readonly replies: readonly SavedReply[] | undefined;
  readonly code: string | undefined;
} {
  const [replies, setReplies] = useState(kept?.replies);
  const [code, setCode] = useState<string>();
  useEffect(() => {
    if (!wanted) return;
    if (kept && performance.now() - kept.at < keptForMs) {
      setReplies(kept.replies);
      return;
    }
    let current = true;
    void repliesApi.list().then((reply) => {
      if (reply.ok) kept = { at: performance.now(), replies: reply.value.replies };
      if (!current) return;
      setCode(reply.ok ? undefined : reply.code);
      if (reply.ok) setReplies(reply.value.replies);
    });
    return () => {
      current = false;
    };
  }, [wanted]);
  return { replies, code };
}
