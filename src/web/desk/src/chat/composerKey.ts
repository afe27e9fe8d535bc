import { isComposing, type Pressed } from "../keyboard/keys";

/** What a key in the composer does. Enter that ends an input method's composition is the input method's, never ours. */
export function composerKey(event: Pressed): "send" | "none" {
  if (event.key !== "Enter" || isComposing(event) || event.shiftKey || event.altKey) return "none";
  return "send";
}
