import type { ContentRule } from "../desk/model.ts";
import type { AdminTranslate } from "../words.ts";

/** So many words tell what a rule is about. */
const mostTold = 20;

/** What stands on the lines of a text, each once, in its order. */
export function wordsOf(text: string): readonly string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

/** A whole rule in words: "Insults · The message is refused · Visitors: fool, go away". */
export function ruleText({ name, action, from, words }: ContentRule, t: AdminTranslate): string {
  const told = words.slice(0, mostTold).join(", ");
  const more = words.length - mostTold;
  const rest = more > 0 ? ` ${t("remove.more", { count: more })}` : "";
  return `${name} · ${t(`choice.action.${action}`)} · ${t(`choice.from.${from}`)}: ${told}${rest}`;
}
