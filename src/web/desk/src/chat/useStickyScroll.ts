import { placeAfterScroll } from "@servicedesk/ui";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/**
 * Stays at the end if it was there, also while pictures and cards take their room, and goes there with one's own words; when
 * older rows come in above, what is looked at stays where it is. The position is written after rendering, once, never between
 * two updates.
 * @param rows changes whenever something is added.
 * @param lastOwn the last row, when it is one's own words
 */
export function useStickyScroll(
  box: RefObject<HTMLElement | null>,
  rows: readonly { readonly key: string }[],
  lastOwn: string | undefined,
) {
  const [atEnd, setAtEnd] = useState(true);
  const kept = useRef({ atEnd: true, top: 0, height: 0, first: "", lastOwn });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const newOwn = lastOwn !== undefined && lastOwn !== kept.current.lastOwn;
    kept.current.lastOwn = lastOwn;
    kept.current.atEnd ||= newOwn;
    const first = rows.find((row) => !row.key.startsWith("day"))?.key ?? "";
    const grewAbove = kept.current.first !== "" && kept.current.first !== first;
    if (grewAbove) element.scrollTop += element.scrollHeight - kept.current.height;
    else if (kept.current.atEnd) element.scrollTop = element.scrollHeight;
    kept.current.height = element.scrollHeight;
    kept.current.first = first;
  }, [box, rows, lastOwn]);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const place = placeAfterScroll(kept.current, element);
      Object.assign(kept.current, place);
      setAtEnd(place.atEnd);
    };
    const resized = new ResizeObserver(() => {
      if (kept.current.atEnd) element.scrollTop = element.scrollHeight;
      kept.current.height = element.scrollHeight;
    });
    element.addEventListener("scroll", look, { passive: true });
    for (const part of [element, ...element.children]) resized.observe(part);
    return () => {
      element.removeEventListener("scroll", look);
      resized.disconnect();
    };
  }, [box]);

  const toEnd = useCallback(() => {
    const element = box.current;
    if (!element) return;
    kept.current.atEnd = true;
    element.scrollTop = element.scrollHeight;
  }, [box]);
  return { atEnd, toEnd };
}
