import type { AdminTranslate } from "../words.ts";

/** The ways out of a wait, in the order of the choice. */
export const fallbackKinds = ["message", "callBack", "bot", "email", "link"] as const;

export type FallbackKind = (typeof fallbackKinds)[number];

export interface Fallback {
  readonly kind: FallbackKind;
  /** For an e-mail its address, for a link its page. */
  readonly target?: string;
  /** What the button says; absent: the widget's own words. */
  readonly label?: string;
}

/** What a new queue offers. */
export const usualFallbacks: readonly Fallback[] = [{ kind: "message" }, { kind: "bot" }];

/** A new way out of a kind; a target stands only where one is needed. */
export function newFallback(kind: FallbackKind): Fallback {
  return kind === "email" || kind === "link" ? { kind, target: "" } : { kind };
}

/** The same with other words on its button; no words are the widget's own. */
export function withLabel({ kind, target }: Fallback, label: string): Fallback {
  return {
    kind,
    ...(target === undefined ? {} : { target }),
    ...(label === "" ? {} : { label }),
  };
}

/** "Leave a message"; "“Write to us” (Write an e-mail: help@shop.example)". */
export function fallbackWords({ kind, target, label }: Fallback, t: AdminTranslate): string {
  const way = [t(`fallback.${kind}`), target].filter(Boolean).join(": ");
  return label ? `“${label}” (${way})` : way;
}
