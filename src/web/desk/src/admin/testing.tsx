import { MantineProvider } from "@mantine/core";
import english from "@servicedesk/ui/locales/en.json";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { AreaWordsProvider } from "../shell/area.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import type { HttpReply } from "../staff/staffApi.ts";
import { adminArea } from "./area.ts";
import { deskApi } from "./desk/deskApi.ts";
import { type DraftApi, DraftStore } from "./desk/DraftStore.ts";
import type { Desk, DeskDraft, DeskFault } from "./desk/model.ts";
import { DraftContext } from "./desk/useDraft.tsx";

const ok = <T,>(value: T): Promise<HttpReply<T>> => Promise.resolve({ ok: true, value });
const copy = <T,>(value: T) => JSON.parse(JSON.stringify(value)) as T;

/** A draft that was read from a server which keeps whatever is saved and finds these faults in it; what it answers otherwise. */
export async function draftWith(
  published: Desk,
  draft = published,
  faults: readonly DeskFault[] = [],
  other: Partial<DraftApi> = {},
): Promise<DraftStore> {
  let kept: DeskDraft = { revision: 1, basedOn: published.version, desk: copy(draft), faults };
  const api: DraftApi = {
    ...deskApi,
    published: () =>
      ok({
        version: published.version,
        publishedAt: "2026-11-24T10:00:00Z",
        author: "Alex",
        desk: copy(published),
      }),
    draft: () => ok(kept),
    save: (revision, desk) => {
      kept = { ...kept, revision: revision + 1, desk: copy(desk) };
      return ok(kept);
    },
    ...other,
  };
  const store = new DraftStore(api);
  await store.load();
  return store;
}

/** Shows a part of the administration for a draft. What pages ask for besides it is not there. */
export function shown(store: DraftStore, children: ReactNode): void {
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.resolve(new Response('{"code":"not_found"}', { status: 404 }))),
  );
  render(
    <MantineProvider env="test">
      <LanguageProvider locale="en" catalogue={english}>
        <AreaWordsProvider area={adminArea}>
          <DraftContext value={store}>{children}</DraftContext>
        </AreaWordsProvider>
      </LanguageProvider>
    </MantineProvider>,
  );
}
