import type { DeskDraft, DeskPublished } from "./model.ts";

/** What somebody else did since this page read the draft. */
export interface Meanwhile {
  readonly kind: "saved" | "published" | "publishedAndSaved" | "overtaken" | "discarded";
  /** Who published. */
  readonly publisher: string;
  readonly version: number;
  /** Who saved the draft. */
  readonly saver: string;
  /** The command that found it out was not done. */
  readonly stopped: boolean;
}

interface Seen {
  readonly published: DeskPublished;
  readonly saved: DeskDraft;
}

/** Undefined where nobody did anything. */
export function meanwhileOf(before: Seen, now: Seen): Omit<Meanwhile, "stopped"> | undefined {
  const published = now.published.version > before.published.version;
  const touched = now.saved.revision !== before.saved.revision;
  if (!published && !touched) return undefined;
  const saved = touched && now.saved.author !== undefined;
  return {
    kind: published ? publicationKind(now, saved) : saved ? "saved" : "discarded",
    publisher: now.published.author,
    version: now.published.version,
    saver: now.saved.author ?? "",
  };
}

function publicationKind({ published, saved }: Seen, resaved: boolean): Meanwhile["kind"] {
  if (saved.basedOn < published.version) return "overtaken";
  return resaved ? "publishedAndSaved" : "published";
}
