import type { AdminKey, AdminTranslate } from "../words.ts";

/** The server's sentences that say more than a fault's code, by their form, with the key of our words for them. */
const details: readonly (readonly [RegExp, AdminKey?])[] = [
  [/^must be 1 to (\d+) characters, none of them a control character$/, "faultDetail.characters"],
  [/^must be 1 to (\d+) letters, digits, /, "faultDetail.id"],
  [/^there may be at most (\d+)(?: parts)?$/, "faultDetail.atMost"],
  [/^parts may stand at most (\d+) deep in each other$/, "faultDetail.deep"],
  [/^must divide a day of 1440 minutes$/, "faultDetail.dividesDay"],
  [/^must be an e-mail address$/, "faultDetail.email"],
  [/^must be an absolute https address of at most (\d+) characters$/, "faultDetail.page"],
  [/^must be an origin: /, "faultDetail.origin"],
  [/^must begin with \/ and have at most (\d+) characters$/, "faultDetail.path"],
  [/^must have at least one part$/, "faultDetail.noPart"],
  [/^must be a number: /, "faultDetail.number"],
  [/^needs pathPrefix or contains$/, "faultDetail.source"],
  [/^whether it is given is asked without a value$/, "faultDetail.noValue"],
  [/^is the queue itself$/, "faultDetail.itself"],
  [/^a closed date has none$/, "faultDetail.closedDate"],
  [/^nobody serves it$/, "faultDetail.nobody"],
  [/^nobody in queue .+ has all of them$/, "faultDetail.nobodyHasAll"],
  [/^nobody has that capacity, the greatest is (\d+)$/, "faultDetail.capacity"],
  [/^only the last rule may hold always, /, "faultDetail.onlyLast"],
  [/^whenever it holds, a rule before it does: (.+)$/, "faultDetail.before"],
  // The code says it all.
  [/^never holds$/],
];

/** The server's sentence in the reader's words; as it is where we have none for it, empty where nothing is added. */
export function faultDetail(text: string, t: AdminTranslate): string {
  for (const [form, key] of details) {
    const found = form.exec(text);
    if (found) return key === undefined ? "" : t(key, { value: found[1] ?? "" });
  }
  return text;
}
