const key = "servicedesk.side";
/** From here on the details stand beside the chat; below they lie over it. */
const wide = "(min-width: 80em)";

export function isWide(): boolean {
  return matchMedia(wide).matches;
}

/** Whether the details are shown at first: beside the chat unless they were closed, never over it. */
export function sideAtFirst(): boolean {
  return isWide() && localStorage.getItem(key) !== "0";
}

export function rememberSide(open: boolean): void {
  if (isWide()) localStorage.setItem(key, open ? "1" : "0");
}
