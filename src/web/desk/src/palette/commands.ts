import type { Translate } from "@servicedesk/ui";
import type { MessageKey } from "@servicedesk/ui";
import { type DeskAction, type DeskActionContext, deskActions } from "../keyboard/actions.ts";

/** A row of the palette: the search for what is typed, or something that can be done now. */
export type Command =
  | { readonly kind: "search"; readonly text: string }
  | { readonly kind: "action"; readonly action: DeskAction; readonly label: string };

/** What the palette offers for a text: the search first, then what can be done and is called so. */
export function commandsFor(
  text: string,
  context: DeskActionContext,
  t: Translate<MessageKey>,
): readonly Command[] {
  const wanted = text.trim().toLocaleLowerCase();
  const actions = deskActions
    .filter((action) => action.id !== "palette" && action.when(context))
    .map((action): Command => ({ kind: "action", action, label: t(action.label) }))
    .filter((one) => one.kind === "action" && one.label.toLocaleLowerCase().includes(wanted));
  return [{ kind: "search", text: text.trim() }, ...actions];
}
