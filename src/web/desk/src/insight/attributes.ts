/** "vip = yes" line by line; the number of the first line that has no "=", when there is one. */
export function readAttributes(
  text: string,
): { readonly values: Readonly<Record<string, string>> } | { readonly line: number } {
  const values: Record<string, string> = {};
  for (const [i, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const at = line.indexOf("=");
    const name = line.slice(0, at).trim();
    if (at < 1 || name === "") return { line: i + 1 };
    values[name] = line.slice(at + 1).trim();
  }
  return { values };
}
