import type { Ban } from "@servicedesk/protocol";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Desk } from "../../desk/Desk.ts";
import { DeskContext } from "../../desk/useDesk.tsx";
import { sampleDesk } from "../desk/sample.ts";
import { draftWith, shown } from "../testing.tsx";
import BansPage from "./BansPage.tsx";
import { addressOf, bansApi } from "../../desk/bansApi.ts";

const mia: Ban = {
  id: 9,
  visitorId: "7f3a90c1",
  name: "Mia",
  sessionId: 41,
  reason: "insults",
  by: "Sue",
  at: "2026-11-30T12:00:00Z",
  until: "2026-12-07T12:00:00Z",
};
const unnamed: Ban = { ...mia, id: 4, name: undefined, sessionId: 12, until: undefined };

const openSessionOf = vi.fn(() => Promise.resolve());
const refused = vi.fn();
const show = vi.fn();

beforeEach(() => {
  vi.restoreAllMocks();
  for (const one of [openSessionOf, refused, show]) one.mockClear();
  history.replaceState(null, "", "/desk/admin/bans");
});

function paged(...pages: readonly (readonly Ban[])[]) {
  const page = vi.spyOn(bansApi, "page");
  pages.forEach((bans, i) =>
    page.mockResolvedValueOnce({ ok: true, value: { bans, more: i < pages.length - 1 } }),
  );
  return page;
}

async function open(): Promise<void> {
  const desk = { openSessionOf, refused, toasts: { show } } as unknown as Desk;
  shown(
    await draftWith(sampleDesk()),
    <main>
      <div data-region tabIndex={-1}>
        <DeskContext value={desk}>
          <BansPage />
        </DeskContext>
      </div>
    </main>,
  );
}

const rows = () => screen.getAllByRole("row").slice(1);
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));
const confirm = async () =>
  userEvent.click(
    within(await screen.findByRole("dialog", { name: "Lift the ban of Mia?" })).getByRole(
      "button",
      { name: "Lift" },
    ),
  );

test("older ones are asked for by the oldest that is known", () => {
  expect(addressOf(undefined)).toBe("/api/bans");
  expect(addressOf(9)).toBe("/api/bans?before=9");
});

test("the server is asked to lift a ban by its id", async () => {
  const fetch = vi.fn(() => Promise.resolve(new Response(null, { status: 204 })));
  vi.stubGlobal("fetch", fetch);
  expect(await bansApi.lift(9)).toEqual({ ok: true, value: undefined });
  expect(fetch).toHaveBeenCalledWith("/api/bans/9", expect.objectContaining({ method: "DELETE" }));
});

test("each ban says who, why, by whom and until when; older ones come below", async () => {
  const page = paged([mia], [unnamed]);
  await open();
  await screen.findByText("Mia");
  expect(rows().map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^MiainsultsSueNov 30, 2026.*Dec 7, 2026/),
  ]);
  await press("Show older ones");
  await screen.findByText("Visitor 7F3A");
  expect(rows()).toHaveLength(2);
  expect(rows()[1]?.textContent).toMatch(/Until lifted/);
  expect(page.mock.calls).toEqual([[undefined], [9]]);
  expect(screen.queryByRole("button", { name: "Show older ones" })).toBeNull();
});

test("a ban is lifted once that is confirmed, and its line goes", async () => {
  paged([mia, unnamed]);
  const lift = vi.spyOn(bansApi, "lift").mockResolvedValue({ ok: true, value: undefined });
  await open();
  await press("Lift the ban of Mia");
  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  expect(lift).not.toHaveBeenCalled();

  await press("Lift the ban of Mia");
  await confirm();
  await waitFor(() => expect(screen.queryByText("Mia")).toBeNull());
  expect(lift.mock.calls).toEqual([[9]]);
  expect(rows()).toHaveLength(1);
  expect(show).toHaveBeenCalledWith(expect.objectContaining({ text: "desk.ban.lifted" }));
  await waitFor(() => expect(document.activeElement).toHaveProperty("dataset.region"));
});

test.each([
  ["forbidden", 403, 1],
  ["not_found", 404, 0],
])("a refusal to lift with %s is said", async (code, status, left) => {
  paged([mia]);
  vi.spyOn(bansApi, "lift").mockResolvedValue({ ok: false, code, status });
  await open();
  await press("Lift the ban of Mia");
  await confirm();
  await waitFor(() => expect(refused).toHaveBeenCalledWith(code));
  await waitFor(() => expect(screen.queryAllByText("Mia")).toHaveLength(left));
  if (left === 0) expect(screen.getByText("Nobody is banned.")).toBeDefined();
  expect(show).not.toHaveBeenCalled();
});

test("the chat that the ban was given for is opened from its line", async () => {
  paged([mia]);
  await open();
  await press("Open the chat of Mia");
  expect(openSessionOf).toHaveBeenCalledExactlyOnceWith(41);
  await waitFor(() => expect(location.pathname).toBe("/desk/inbox"));
});

test("what could not be loaded says so and is tried again; nobody banned says so too", async () => {
  const page = vi
    .spyOn(bansApi, "page")
    .mockResolvedValueOnce({ ok: false, code: "unavailable", status: 503 });
  await open();
  expect(await screen.findByRole("alert")).toBeDefined();
  page.mockResolvedValueOnce({ ok: true, value: { bans: [], more: false } });
  await press("Try again");
  expect(await screen.findByText("Nobody is banned.")).toBeDefined();
  expect(screen.queryByRole("alert")).toBeNull();
});
