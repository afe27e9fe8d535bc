/** The focus is at the page, once what was just done is shown: what had it is gone or cannot be used any more. */
export function focusPage(): void {
  setTimeout(() => document.querySelector<HTMLElement>("main [data-region]")?.focus());
}
