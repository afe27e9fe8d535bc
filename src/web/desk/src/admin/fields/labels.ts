import { patternOf } from "../desk/paths.ts";
import type { AdminKey } from "../words.ts";

/** The key of a field's words; fields of the same name in all kinds of record share theirs. */
export function labelKeyOf(path: string): AdminKey {
  return `label.${patternOf(path)}` as AdminKey;
}
