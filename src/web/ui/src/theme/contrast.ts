import { luminance } from "./ink.ts";

type Rgb = readonly [number, number, number];

/** Contrast of two colours by WCAG 2.2, 1 to 21. Colours are `#rgb` or `#rrggbb`. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/**
 * The brand colour, moved as little as needed so that text on it and it on the page can be read.
 * @param page the colour around it
 * @returns `fill` with ≥ 4.5:1 to `on` (its text) and ≥ 3:1 to the page; `text` with ≥ 4.5:1 to the page
 */
export function readableBrand(
  brand: string,
  page: string,
): { fill: string; on: string; text: string } {
  const wished = /^#([\da-f]{3}|[\da-f]{6})$/i.test(brand) ? brand : "#2f5bd7";
  const dark = luminance(page) < 0.2;
  const towards = dark ? "#ffffff" : "#000000";
  const on = contrast(wished, "#ffffff") >= 3 ? "#ffffff" : "#111318";
  const away = on === "#ffffff" ? "#000000" : "#ffffff";
  const filled = nearest(wished, away, (colour) => contrast(colour, on) >= 4.5);
  const fill =
    contrast(filled, page) >= 3
      ? filled
      : nearest(wished, towards, (colour) => contrast(colour, page) >= 3);
  const finalOn = contrast(fill, "#ffffff") >= 4.5 ? "#ffffff" : "#111318";
  return { fill, on: finalOn, text: nearest(wished, towards, (c) => contrast(c, page) >= 4.5) };
}

function nearest(from: string, to: string, good: (colour: string) => boolean): string {
  const start = rgb(from);
  const end = rgb(to);
  for (let step = 0; step <= 20; step++) {
    const colour = hex(start.map((part, i) => part + ((end[i] ?? 0) - part) * (step / 20)));
    if (good(colour)) {
      return colour;
    }
  }

  return to;
}

function rgb(colour: string): Rgb {
  const short = colour.slice(1);
  const full = short.length === 3 ? [...short].map((digit) => digit + digit).join("") : short;
  const part = (at: number) => parseInt(full.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}
