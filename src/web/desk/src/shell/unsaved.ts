import type { Desk } from "../desk/Desk.ts";

const asked = new WeakMap<Desk, (() => boolean)[]>();
let current: readonly (() => boolean)[] = [];

/** Parts of a sitting that hold edits which end with it; closing the page asks first while one of them does. */
export function addUnsaved(desk: Desk, dirty: () => boolean): void {
  const parts = [...(asked.get(desk) ?? []), dirty];
  asked.set(desk, parts);
  current = parts;
}

export function hasUnsaved(desk: Desk): boolean {
  return (asked.get(desk) ?? []).some((dirty) => dirty());
}

/** The sitting is over: nothing of it is asked about any more. */
export function forgetUnsaved(desk: Desk): void {
  asked.delete(desk);
  current = [];
}

addEventListener("beforeunload", (event) => {
  if (current.some((dirty) => dirty())) event.preventDefault();
});
