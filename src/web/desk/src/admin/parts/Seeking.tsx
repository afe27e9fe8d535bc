import { useEffect } from "react";
import { placeAmong } from "../desk/faults.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";

/** What the page opens for a place that is sought, such as a rule, stands after so long. */
const openedWithinMs = 80;

/**
 * Stands beside a page and comes with it, however long its code travels. A place that the page does not show by itself
 * is sought at the nearest that it does show; where there is none the page has the focus.
 */
export function Seeking() {
  const store = useDraft();
  const sought = useDraftState((s) => s.sought);
  useEffect(() => {
    if (sought === undefined) return;
    const timer = setTimeout(() => {
      const shown = [...document.querySelectorAll<HTMLElement>("main [data-path]")];
      const found = placeAmong(sought, new Set(shown.map((one) => one.dataset["path"] ?? "")));
      store.seek(found);
      if (found === undefined) focusPage();
    }, openedWithinMs);
    return () => clearTimeout(timer);
  }, [sought, store]);
  return null;
}

function focusPage(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>("main [data-region]")?.focus();
}
