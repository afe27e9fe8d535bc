/** Relative luminance by WCAG 2.2, 0 to 1, of `#rgb` or `#rrggbb`. */
export function luminance(colour: string): number {
  const short = colour.length === 4;
  const [r, g, b] = [0, 1, 2].map((i) => {
    const digits = short
      ? colour.slice(i + 1, i + 2).repeat(2)
      : colour.slice(2 * i + 1, 2 * i + 3);
    const share = parseInt(digits, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Black or white, whichever stands out more: at least 4.58:1 on any colour. */
export function inkOn(colour: string): "#000" | "#fff" {
  return luminance(colour) > 0.179 ? "#000" : "#fff";
}
