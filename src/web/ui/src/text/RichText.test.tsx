import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { RichText } from "./RichText.tsx";

const html = (text: string) => renderToStaticMarkup(createElement(RichText, { text }));

test("links are followed without opener, referrer or endorsement", () =>
  expect(html("[x](https://example.com)")).toContain(
    '<a href="https://example.com" target="_blank" rel="noopener noreferrer nofollow">x</a>',
  ));

test("markup of others stays words", () => {
  const shown = html("<img src=x onerror=alert(1)> **b**");
  expect(shown).toContain("&lt;img src=x onerror=alert(1)&gt; <strong>b</strong>");
});
