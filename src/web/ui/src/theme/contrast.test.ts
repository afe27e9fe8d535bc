import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, readableBrand } from "./contrast.ts";
import { inkOn } from "./ink.ts";

const sheets = ["../tokens.css", "../staffTokens.css"].map((name) =>
  readFileSync(new URL(name, import.meta.url), "utf8"),
);

function tokens(selector: RegExp): Record<string, string> {
  const block = sheets.map((css) => selector.exec(css)?.[1] ?? "").join("\n");
  return Object.fromEntries(
    [...block.matchAll(/--sd-([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [
      name ?? "",
      (value ?? "").trim(),
    ]),
  );
}

const light = tokens(/^:root \{([\s\S]*?)\n\}/m);
const dark = { ...light, ...tokens(/:root\[data-theme="dark"\] \{([\s\S]*?)\n\}/) };
const darkByMedia = { ...light, ...tokens(/:root:not[^{]*\{([\s\S]*?)\n {2}\}/) };

function colour(set: Record<string, string>, name: string): string {
  const value = set[name] ?? "";
  const reference = /^var\(--sd-([\w-]+)\)$/.exec(value)?.[1];
  return reference ? colour(set, reference) : value;
}

const textOn: [string, string][] = [
  ...["page", "surface", "raised", "sunken", "bubble"].flatMap((ground): [string, string][] => [
    ["text", ground],
    ["text-soft", ground],
  ]),
  ["brand-text", "page"],
  ["on-brand", "brand"],
  ...["success", "warning", "danger", "info", "note", "whisper"].flatMap(
    (kind): [string, string][] => [
      [`${kind}-text`, `${kind}-soft`],
      [`${kind}-text`, "page"],
      [`${kind}-text`, "raised"],
    ],
  ),
];

describe.each([
  ["light", light],
  ["dark", dark],
])("the %s tokens", (_, set) => {
  test.each(textOn)("%s on %s can be read", (text, ground) =>
    expect(contrast(colour(set, text), colour(set, ground))).toBeGreaterThanOrEqual(4.5),
  );

  test.each(["control-border", "focus", "brand"])("%s stands out from the page", (name) =>
    expect(contrast(colour(set, name), colour(set, "page"))).toBeGreaterThanOrEqual(3),
  );
});

test("a chosen dark theme is the one of the system", () => expect(dark).toEqual(darkByMedia));

describe("a brand colour", () => {
  const brands = [
    "#2f5bd7",
    "#ffd400",
    "#f00",
    "#ffffff",
    "#000000",
    "#7cfc00",
    "#888888",
    "#e91e63",
  ];
  test.each(
    brands.flatMap(
      (brand) =>
        [
          [brand, "#ffffff"],
          [brand, "#12151b"],
        ] as const,
    ),
  )("%s on %s is corrected until it can be read", (brand, page) => {
    const { fill, on, text } = readableBrand(brand, page);
    expect(contrast(fill, on)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(fill, page)).toBeGreaterThanOrEqual(3);
    expect(contrast(text, page)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(brands)("%s has an ink that can be read on it", (brand) =>
    expect(contrast(brand, inkOn(brand))).toBeGreaterThanOrEqual(4.5),
  );

  test("stays as it is when it can be read", () =>
    expect(readableBrand("#2f5bd7", "#ffffff")).toEqual({
      fill: "#2f5bd7",
      on: "#ffffff",
      text: "#2f5bd7",
    }));
});
