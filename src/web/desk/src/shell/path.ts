import { useSyncExternalStore } from "react";

/** The desk's pages below /desk/. */
export type Page = "sign-in" | "inbox" | "live";

const listeners = new Set<() => void>();

export function currentPage(): Page {
  const name = location.pathname.replace(/^\/desk\/?/, "").split("/")[0];
  return name === "live" || name === "sign-in" ? name : "inbox";
}

export function go(page: Page, replace = false): void {
  const path = `/desk/${page}`;
  if (location.pathname === path) return;
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
