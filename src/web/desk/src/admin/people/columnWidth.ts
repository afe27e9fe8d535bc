/** What a cell with its numbers needs. */
const leastWidth = 108;
const mostWidth = 240;
const padding = 18;
const letterWidth = 7.4;
/** Chinese, Japanese and Korean letters are as wide as the line is high. */
const wideLetterWidth = 13.2;

/**
 * How wide every column is: as its longest name needs it where the sheet has the room, else as narrow as its cells
 * allow.
 * @param room what the columns have among them without scrolling.
 */
export function columnWidth(names: readonly string[], room: number): number {
  const wanted = Math.max(leastWidth, ...names.map(widthOf));
  const share = names.length === 0 ? 0 : Math.floor(room / names.length);
  return Math.max(leastWidth, Math.min(wanted, share, mostWidth));
}

function widthOf(name: string): number {
  let width = padding;
  for (const letter of name) width += letter >= "\u2e80" ? wideLetterWidth : letterWidth;
  return Math.ceil(width);
}
