import type { Options } from "./settings.ts";

/** What the page keeps between its views, in one first-party entry. */
export interface Kept {
  /** The opaque resume token, mirrored because browsers may deny a cross-site frame its storage. */
  token?: string;
  /** The panel was open. */
  open?: boolean;
  /** A conversation was open. */
  active?: boolean;
}

/** Reads and writes the entry; a page without storage keeps nothing and works all the same. */
export function createMemory(channel: string, persistence: Options["persistence"]) {
  const key = `servicedesk.${channel}`;

  function read(): Kept {
    try {
      return persistence === "none"
        ? {}
        : ((JSON.parse(localStorage.getItem(key) ?? "{}") as Kept | null) ?? {});
    } catch {
      return {};
    }
  }

  return {
    read,
    /** Call only after the visitor's first interaction. */
    write(change: Kept): void {
      if (persistence === "none") {
        return;
      }

      const next: Kept = { ...read(), ...change };
      if (persistence === "frame") {
        delete next.token;
      }

      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Full or denied: the next page view starts without it.
      }
    },
  };
}
