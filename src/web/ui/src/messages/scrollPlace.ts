/** Pixels from the end that still count as being there. */
const NEAR_END = 48;

/** Where a log of messages stands. */
export interface ScrollPlace {
  readonly atEnd: boolean;
  readonly top: number;
}

/**
 * Where a log stands after a scroll event. The event comes a frame late, and pictures may have grown below meanwhile: only going
 * up leaves the end.
 */
export function placeAfterScroll(
  before: ScrollPlace,
  {
    scrollTop,
    scrollHeight,
    clientHeight,
  }: Pick<Element, "scrollTop" | "scrollHeight" | "clientHeight">,
): ScrollPlace {
  const near = scrollHeight - scrollTop - clientHeight <= NEAR_END;
  return { atEnd: near || (before.atEnd && scrollTop >= before.top), top: scrollTop };
}
