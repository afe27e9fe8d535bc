const outlinedMs = 4_000;

/** The row of a message, where it is on the screen. */
export function messageAt(
  box: HTMLElement | null,
  conv: number,
  seq: number,
): HTMLElement | null | undefined {
  return box?.querySelector<HTMLElement>(`[data-message="${conv} ${seq}"]`);
}

/** Brings a message into view and outlines it for a while. */
export function pointOut(message: HTMLElement): void {
  message.scrollIntoView({ block: "center" });
  message.dataset.sought = "true";
  setTimeout(() => delete message.dataset.sought, outlinedMs);
}

/** Brings a message into view, with the focus on it. */
export function showMessage(message: HTMLElement | null | undefined): void {
  if (!message) return;
  focusOnly(message, rowsIn(message.parentElement));
  pointOut(message);
}

/** Arrow keys, Home and End move between messages. True when the key did. */
export function rove(key: string, list: HTMLElement): boolean {
  const rows = rowsIn(list);
  const at = rows.findIndex((row) => row === document.activeElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: rows.length - 1,
  };
  const target = at < 0 ? undefined : rows[steps[key] ?? -1];
  if (target) focusOnly(target, rows);
  return target !== undefined;
}

function rowsIn(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("li[tabindex]") ?? [])];
}

function focusOnly(target: HTMLElement, rows: readonly HTMLElement[]): void {
  for (const row of rows) row.tabIndex = row === target ? 0 : -1;
  target.focus();
}
