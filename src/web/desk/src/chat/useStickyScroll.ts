import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How far from the end still counts as being there, in pixels. */
const nearEnd = 48;

/**
 * Stays at the end only if it was there; when older rows come in above, what is looked at stays where it is. The position
 * is written after rendering, once, never between two updates.
 * @param rows changes whenever something is added.
 */
export function useStickyScroll(
  box: RefObject<HTMLElement | null>,
  rows: readonly { readonly key: string }[],
) {
  const [atEnd, setAtEnd] = useState(true);
  const kept = useRef({ atEnd: true, height: 0, first: "" });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const first = rows.find((row) => !row.key.startsWith("day"))?.key ?? "";
    const grewAbove = kept.current.first !== "" && kept.current.first !== first;
    if (grewAbove) element.scrollTop += element.scrollHeight - kept.current.height;
    else if (kept.current.atEnd) element.scrollTop = element.scrollHeight;
    kept.current.height = element.scrollHeight;
    kept.current.first = first;
  }, [box, rows]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const end = element.scrollHeight - element.scrollTop - element.clientHeight <= nearEnd;
      kept.current.atEnd = end;
      setAtEnd(end);
    };
    const resized = new ResizeObserver(() => {
      if (kept.current.atEnd) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", look, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [box]);

  const toEnd = useCallback(() => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [box]);
  return { atEnd, toEnd };
}
