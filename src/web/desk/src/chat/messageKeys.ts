import type { MessageAction } from "@servicedesk/ui";

/** What is chosen by its word in the menu. */
export type ChosenAction = Exclude<MessageAction, "react">;

/** Keys that act on the message that has the focus, and in its menu. What nothing brings back has none. */
export const messageKeys: Readonly<Record<Exclude<ChosenAction, "erase">, string>> = {
  quote: "Q",
  edit: "E",
  recall: "Delete",
  pin: "P",
  copy: "Y",
};

export type KeyedAction = keyof typeof messageKeys;

export const keyedActions = Object.keys(messageKeys) as readonly KeyedAction[];

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** What the key means on a message, whether it can be done with this one or not. */
export function actionOf({ key, ctrlKey, metaKey, altKey }: Pressed): KeyedAction | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const name = key.length === 1 ? key.toUpperCase() : key;
  return keyedActions.find((action) => messageKeys[action] === name);
}
