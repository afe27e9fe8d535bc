import { MantineProvider } from "@mantine/core";
import type { Fact } from "@servicedesk/protocol";
import { type Catalogue, type Locale } from "@servicedesk/ui";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { AreaWordsProvider } from "../shell/area.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { insightArea } from "./area.ts";

const words: Catalogue = {
  "desk.loading": "Loading",
  "desk.failed": "Failed",
  "desk.retry": "Again",
};

/** Shows what stands within the area, in a language. */
export function shown(children: ReactNode, locale: Locale = "en"): void {
  render(
    <MantineProvider>
      <LanguageProvider locale={locale} catalogue={words}>
        <AreaWordsProvider area={insightArea}>{children}</AreaWordsProvider>
      </LanguageProvider>
    </MantineProvider>,
  );
}

export function fact(key: string, args: Record<string, string> = {}, ...parts: Fact[]): Fact {
  return { key, args, parts };
}

/** The server answers each address by its path; what was asked is in the list. */
export function server(
  answers: Readonly<Record<string, unknown>>,
): { path: string; body: unknown }[] {
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", (path: string, options: { body: string | null }) => {
    asked.push({ path, body: options.body === null ? undefined : JSON.parse(options.body) });
    const value = answers[path.split("?")[0] ?? ""];
    const code = value === undefined ? 404 : 200;
    return Promise.resolve(
      new Response(JSON.stringify(value ?? { code: "not_found" }), { status: code }),
    );
  });
  return asked;
}
