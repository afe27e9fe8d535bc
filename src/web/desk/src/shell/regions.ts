const focusable = 'a[href], button:not([disabled]), textarea, input, [tabindex="0"]';

/** Moves the focus to the next or previous part of the screen that is shown. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(isShown);
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  const start = at < 0 && step < 0 ? 0 : at;
  const next = regions[(start + step + regions.length) % regions.length];
  if (!next) return;
  const inside = [...next.querySelectorAll<HTMLElement>(focusable)].find(isShown);
  if (next.tabIndex >= 0 || !inside) next.focus();
  else inside.focus();
}

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
