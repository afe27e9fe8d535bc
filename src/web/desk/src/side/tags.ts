/** The words of what was typed: commas part them, blanks around and between them count once. */
export function tagsOf(typed: string): readonly string[] {
  const names = typed.split(/[,，]/).map((part) => part.trim().replace(/\s+/g, " "));
  return names.filter((name) => name !== "");
}
