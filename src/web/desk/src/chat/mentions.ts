/** Somebody who can be mentioned. */
export interface Mentionable {
  /** `kind:id`. */
  readonly person: string;
  readonly name: string;
}

/** Longest name that is looked for behind an @. */
const longest = 40;

/** What is written of a mention that the caret stands in, without the @; undefined where none is begun. */
export function mentionBegun(text: string, caret: number): string | undefined {
  const at = text.lastIndexOf("@", caret - 1);
  if (at < 0 || caret - at > longest || /[^\s(]/.test(text[at - 1] ?? " ")) return undefined;
  const begun = text.slice(at + 1, caret);
  return begun.includes("\n") ? undefined : begun;
}

/** Those whose name, or a later word of it, begins so; nobody once more than a name is written. */
export function matching(people: readonly Mentionable[], begun: string): readonly Mentionable[] {
  const wanted = begun.toLowerCase();
  return people.filter(({ name }) => ` ${name.toLowerCase()}`.includes(` ${wanted}`)).slice(0, 8);
}

/** The text with the begun mention completed, and where the caret stands then. */
export function completed(
  text: string,
  caret: number,
  { name }: Mentionable,
): { readonly text: string; readonly caret: number } {
  const at = text.lastIndexOf("@", caret - 1);
  const head = `${text.slice(0, at)}@${name} `;
  return { text: head + text.slice(caret).replace(/^ /, ""), caret: head.length };
}

/**
 * Who is named in the text, each once: at every @ those with the longest name that stands there.
 * @param chosen taken from the list, which tells people of the same name apart
 */
export function mentionedIn(
  text: string,
  people: readonly Mentionable[],
  chosen: readonly Mentionable[],
): readonly string[] {
  const known = new Set(chosen.map(({ person }) => person));
  const named = text
    .split("@")
    .slice(1)
    .flatMap((words) => {
      const here = people.filter(({ name }) => words.startsWith(name));
      const length = Math.max(...here.map(({ name }) => name.length));
      const best = here.filter(({ name }) => name.length === length);
      const picked = best.filter(({ person }) => known.has(person));
      return picked.length > 0 ? picked : best;
    });
  return [...new Set(named.map(({ person }) => person))];
}
