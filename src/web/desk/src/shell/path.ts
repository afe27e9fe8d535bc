import { useSyncExternalStore } from "react";

/** The desk's pages below /desk/. */
const pages = ["sign-in", "inbox", "search", "replies", "live", "reports", "admin"] as const;

export type Page = (typeof pages)[number];

const listeners = new Set<() => void>();

function parts(): string[] {
  return location.pathname.replace(/^\/desk\/?/, "").split("/");
}

export function currentPage(): Page {
  const [name] = parts();
  return pages.find((page) => page === name) ?? "inbox";
}

/** What stands behind the page's own name, decoded: "queues/billing" of /desk/admin/queues/billing. */
export function currentSubPath(): string {
  return parts().slice(1).map(decoded).join("/");
}

export function go(page: Page, replace = false): void {
  goTo(`/desk/${page}`, replace);
}

/** @param path the whole path with its query, their parts encoded. */
export function goTo(path: string, replace = false): void {
  if (location.pathname + location.search === path) return;
  if (replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}

export function usePage(): Page {
  return useSyncExternalStore(subscribe, currentPage);
}

export function useSubPath(): string {
  return useSyncExternalStore(subscribe, currentSubPath);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
