const focusable = 'a[href], button:not([disabled]), textarea, input, [tabindex="0"]';

/** Moves the focus to the next or previous part of the screen that is shown. */
export function focusRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(
    (region) => region.getClientRects().length > 0,
  );
  const at = regions.findLastIndex((region) => region.contains(document.activeElement));
  const start = at < 0 && step < 0 ? 0 : at;
  const next = regions[(start + step + regions.length) % regions.length];
  if (!next) return;
  const inside = next.querySelector<HTMLElement>(focusable);
  if (next.tabIndex >= 0 || !inside) next.focus();
  else inside.focus();
}
