/** The files that somebody means to paste. Words from a spreadsheet or a text program bring a picture of themselves: the words are meant. */
export function pastedFiles(data: Pick<DataTransfer, "files" | "types">): readonly File[] {
  const words = ["text/plain", "text/html"].every((type) => data.types.includes(type));
  return words ? [] : [...data.files];
}
