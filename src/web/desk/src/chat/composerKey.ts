import { isComposing, type Pressed } from "../keyboard/keys";

/**
 * What a key in the composer does. A key that an input method takes, also the Enter that ends its composition, is never ours.
 * @param empty whether the field holds nothing
 */
export function composerKey(event: Pressed, empty = false): "send" | "editLast" | "leave" | "none" {
  if (isComposing(event) || event.shiftKey || event.altKey) return "none";
  switch (event.key) {
    case "Enter":
      return "send";
    case "ArrowUp":
      return empty ? "editLast" : "none";
    case "Escape":
      return "leave";
    default:
      return "none";
  }
}
