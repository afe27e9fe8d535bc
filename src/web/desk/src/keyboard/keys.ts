/** What a key event must tell; a DOM KeyboardEvent is one. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly isComposing?: boolean;
  readonly keyCode?: number;
}

/** Browsers report 229 for keys that an input method takes, Safari also for the Enter that ends a composition. */
export function isComposing(event: Pressed): boolean {
  return event.isComposing === true || event.keyCode === 229;
}

/**
 * The name of a pressed key: letters by the character they produce, with modifiers in front ("Ctrl+Shift+.").
 * Where the layout produces no Latin letter (Cyrillic, Arabic) the key's place stands in.
 */
export function keyName(event: Pressed): string {
  let key = event.key;
  const place = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (place && (key.length !== 1 || key.charCodeAt(0) > 127)) key = place;
  if (event.code === "Period" && event.ctrlKey && event.shiftKey) key = ".";
  const letter = /^[a-zA-Z]$/.test(key);
  if (letter) key = key.toUpperCase();
  const named = key.length > 1;
  const parts = [
    event.ctrlKey || event.metaKey ? "Ctrl" : "",
    event.altKey ? "Alt" : "",
    event.shiftKey && (letter || named || event.ctrlKey || event.metaKey) ? "Shift" : "",
    key,
  ];
  return parts.filter((part) => part !== "").join("+");
}

/** True for keys that write: they are left to a field that has the focus. */
export function isPlain(name: string): boolean {
  return !/^(Ctrl|Alt|F\d+$|Shift\+F\d+$|Escape$)/.test(name);
}

/** Whether the element takes text, so that plain keys belong to it. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement &&
    !["button", "checkbox", "radio", "range", "submit"].includes(target.type)
  );
}
