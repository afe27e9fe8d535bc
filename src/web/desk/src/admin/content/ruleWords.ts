/** What stands on the lines of a text, each once, in its order. */
export function wordsOf(text: string): readonly string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}
