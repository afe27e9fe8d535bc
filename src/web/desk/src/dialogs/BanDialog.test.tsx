import { MantineProvider } from "@mantine/core";
import english from "@servicedesk/ui/locales/en.json";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { Desk } from "../desk/Desk.ts";
import { DeskContext } from "../desk/useDesk.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { Sounds } from "../sound/sounds.ts";
import { BanDialog } from "./BanDialog.tsx";

const user = { id: 1, name: "Sue", email: "sue@example.com", roles: ["supervisor"] };
const now = Date.parse("2026-11-30T12:00:00Z");
let desk: Desk;

beforeEach(async () => {
  localStorage.clear();
  vi.restoreAllMocks();
  desk = new Desk(user, new Sounds(), () => "en");
  vi.spyOn(desk.clock, "now").mockReturnValue(now);
  desk.set({ banning: { sessionId: 41, visitorName: "Mia" } });
  render(
    <MantineProvider env="test">
      <LanguageProvider locale="en" catalogue={english}>
        <DeskContext value={desk}>
          <BanDialog />
        </DeskContext>
      </LanguageProvider>
    </MantineProvider>,
  );
  const reason = await screen.findByRole("textbox", { name: /Reason/ });
  await waitFor(() => expect(document.activeElement).toBe(reason));
});

function answered(status: number, body: unknown) {
  return vi
    .spyOn(globalThis, "fetch")
    .mockImplementation(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
}

const toasts = () => desk.store.get().toasts.map(({ tone, text, values }) => [tone, text, values]);

test("a reason is needed; by keyboard alone the ban lasts seven days", async () => {
  const fetch = answered(200, { id: 5 });
  const dialog = screen.getByRole("dialog", { name: "Ban Mia?" });
  expect(dialog.textContent).toMatch(/open chats end, and they cannot come back/);
  await userEvent.keyboard("   {Enter}");
  expect(fetch).not.toHaveBeenCalled();

  await userEvent.keyboard("insults {Enter}");

  await waitFor(() => expect(desk.store.get().banning).toBeUndefined());
  expect(fetch).toHaveBeenCalledTimes(1);
  const [path, request] = fetch.mock.calls[0] ?? [];
  expect([request?.method, path]).toEqual(["POST", "/api/bans"]);
  expect(JSON.parse(String(request?.body))).toEqual({
    sessionId: 41,
    reason: "insults",
    until: "2026-12-07T12:00:00.000Z",
  });
  expect(toasts()).toEqual([["good", "desk.ban.done", { name: "Mia" }]]);
});

test.each([
  ["1 day", { until: "2026-12-01T12:00:00.000Z" }],
  ["30 days", { until: "2026-12-30T12:00:00.000Z" }],
  ["Until the ban is lifted", {}],
])("%s is what the server is asked for", async (length, until) => {
  const fetch = answered(200, { id: 5 });
  await userEvent.keyboard("spam");
  await userEvent.click(screen.getByRole("radio", { name: length }));
  await userEvent.click(screen.getByRole("button", { name: "Ban" }));
  await waitFor(() => expect(fetch).toHaveBeenCalled());
  const [, request] = fetch.mock.calls[0] ?? [];
  expect(JSON.parse(String(request?.body))).toEqual({ sessionId: 41, reason: "spam", ...until });
});

test("a refusal is said, and what was entered stays for another try", async () => {
  answered(403, { code: "forbidden" });
  await userEvent.keyboard("spam");
  await userEvent.click(screen.getByRole("radio", { name: "1 day" }));
  await userEvent.click(screen.getByRole("button", { name: "Ban" }));

  await waitFor(() => expect(toasts()).toHaveLength(1));
  expect(toasts()[0]).toMatchObject(["bad", "desk.refused", { context: "forbidden" }]);
  expect(desk.store.get().banning).toBeDefined();
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("spam");
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "1 day" }).checked).toBe(true);
});

test("leaving it bans nobody and forgets what was entered", async () => {
  const fetch = answered(200, { id: 5 });
  await userEvent.keyboard("spam");
  await userEvent.click(screen.getByRole("radio", { name: "1 day" }));
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(desk.store.get().banning).toBeUndefined());
  desk.set({ banning: { sessionId: 42, visitorName: "Tom" } });
  await screen.findByRole("dialog", { name: "Ban Tom?" });
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("");
  expect(screen.getByRole<HTMLInputElement>("radio", { name: "7 days" }).checked).toBe(true);
  expect(fetch).not.toHaveBeenCalled();
});
