import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";
import { type Area, AreaWordsProvider, lazyInArea, useAreaWords } from "./area.tsx";
import { LanguageProvider, useLanguage } from "./language.tsx";

const area: Area = {
  name: "try",
  words: {
    en: () => Promise.resolve({ default: { "try.hello": "Hello {{name}}" } }),
    "zh-CN": () => Promise.resolve({ default: { "try.hello": "你好{{name}}" } }),
  },
};

function Hello() {
  const t = useAreaWords<"try.hello">("try");
  const { choose } = useLanguage();
  return <button onClick={() => choose("zh-CN")}>{t("try.hello", { name: "Ana" })}</button>;
}

function shown(children: ReactNode) {
  render(
    <MantineProvider>
      <LanguageProvider locale="en" catalogue={{ "desk.loading": "Loading" }}>
        {children}
      </LanguageProvider>
    </MantineProvider>,
  );
}

test("an area shows a skeleton, then itself in the desk's language, and follows a change of language", async () => {
  const Lazy = lazyInArea(area, () => Promise.resolve({ default: Hello }), true);
  shown(<Lazy />);
  expect(screen.getByRole("heading", { name: "Loading" })).toBeDefined();
  await userEvent.click(await screen.findByRole("button", { name: "Hello Ana" }));
  expect(await screen.findByRole("button", { name: "你好Ana" })).toBeDefined();
});

test("an area within another has the words of both", async () => {
  const inner: Area = {
    name: "inner",
    words: {
      en: () => Promise.resolve({ default: { "inner.word": "deep" } }),
      "zh-CN": () => Promise.resolve({ default: { "inner.word": "深" } }),
    },
  };
  function Both() {
    const outerWords = useAreaWords<"try.hello">("try");
    const innerWords = useAreaWords<"inner.word">("inner");
    return <p>{`${outerWords("try.hello", { name: "Lee" })} ${innerWords("inner.word")}`}</p>;
  }
  shown(
    <AreaWordsProvider area={area}>
      <AreaWordsProvider area={inner}>
        <Both />
      </AreaWordsProvider>
    </AreaWordsProvider>,
  );
  expect(await screen.findByText("Hello Lee deep")).toBeDefined();
});

test("an area that cannot be loaded says so and offers a way on", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const failing: Area = {
    name: "lost",
    words: {
      en: () => Promise.reject(new Error("gone")),
      "zh-CN": () => Promise.reject(new Error("gone")),
    },
  };
  const Lazy = lazyInArea(failing, () => Promise.resolve({ default: Hello }), true);
  shown(<Lazy />);
  expect(await screen.findByRole("alert")).toBeDefined();
});
