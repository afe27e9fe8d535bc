import { describe, expect, test } from "vitest";
import { type Block, type Inline, parseMarkdownLite, plainText, safeHref } from "./markdownLite.ts";

/** A compact notation: b(..) i(..) c(..) a[href](..), text as it is. */
function show(inline: Inline): string {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return `c(${inline.text})`;
    case "link":
      return `a[${inline.href}](${inline.children.map(show).join("")})`;
    default:
      return `${inline.kind === "bold" ? "b" : "i"}(${inline.children.map(show).join("")})`;
  }
}

const shown = (text: string) =>
  parseMarkdownLite(text).map((block: Block) =>
    block.kind === "code"
      ? `pre(${block.text})`
      : block.kind === "list"
        ? block.items.map((item) => `- ${item.map(show).join("")}`).join("|")
        : block.children.map(show).join(""),
  );

describe("Markdown-lite", () => {
  test.each([
    ["plain words", ["plain words"]],
    ["**bold** and *italic* and _italic_", ["b(bold) and i(italic) and i(italic)"]],
    ["**bold with *italic* in it**", ["b(bold with i(italic) in it)"]],
    ["`**not bold**`", ["c(**not bold**)"]],
    ["2 * 3 * 4 and snake_case_name stay", ["2 * 3 * 4 and snake_case_name stay"]],
    ["see [our page](https://example.com/a?b=1)", ["see a[https://example.com/a?b=1](our page)"]],
    ["[**big** deal](https://example.com)", ["a[https://example.com](b(big) deal)"]],
    ["go to https://example.com/x.", ["go to a[https://example.com/x](https://example.com/x)."]],
    ["看https://example.com/x。好", ["看a[https://example.com/x](https://example.com/x)。好"]],
    [
      "[mail](mailto:a@example.com) [call](tel:+31201234567)",
      ["a[mailto:a@example.com](mail) a[tel:+31201234567](call)"],
    ],
    ["before\n```js\nlet a = '**x**';\n```\nafter", ["before", "pre(let a = '**x**';)", "after"]],
    ["two\nlines", ["two\nlines"]],
    ["one\n\n\ntwo", ["one", "two"]],
    ["see:\n- **a**\n- b\nend", ["see:", "- b(a)|- b", "end"]],
    ["-5 degrees and - not a list", ["-5 degrees and - not a list"]],
    ["<b>html</b> & <script>alert(1)</script>", ["<b>html</b> & <script>alert(1)</script>"]],
    ["**unclosed and [half](", ["**unclosed and [half]("]],
  ])("reads %j", (text, expected) => expect(shown(text)).toEqual(expected));

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "//example.com",
    "/relative",
    "https:",
    "\u0001https://example.com",
  ])("follows no %j", (address) => {
    expect(safeHref(address)).toBeUndefined();
    expect(shown(`[x](${address})`).join("")).not.toContain("a[");
  });

  test("plain text has the words without the marks", () =>
    expect(plainText("**Hi** [there](https://example.com) `x`")).toBe("Hi there x"));

  test("a hostile text of the longest size is read quickly", () => {
    const started = performance.now();
    for (const seed of ["*", "_a", "**a", "[", "`", "[a](", "```", "*a **b "]) {
      parseMarkdownLite(seed.repeat(Math.floor(4000 / seed.length)));
    }

    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
