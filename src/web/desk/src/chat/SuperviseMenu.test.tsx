import { MantineProvider } from "@mantine/core";
import english from "@servicedesk/ui/locales/en.json";
import type { Ban, SessionRow } from "@servicedesk/protocol";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { bansApi } from "../desk/bansApi.ts";
import { Desk } from "../desk/Desk.ts";
import { DeskContext } from "../desk/useDesk.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { Sounds } from "../sound/sounds.ts";
import { sessionRow } from "../testing/rows.ts";
import { SuperviseMenu } from "./SuperviseMenu.tsx";

const row = sessionRow(41, { visitorName: "Mia" });

function shownTo(role: string, shown: SessionRow = row, own = false): Desk {
  const user = { id: 1, name: "Sue", email: "sue@example.com", roles: [role] };
  const desk = new Desk(user, new Sounds(), () => "en");
  render(
    <MantineProvider env="test">
      <LanguageProvider locale="en" catalogue={english}>
        <DeskContext value={desk}>
          <SuperviseMenu row={shown} own={own} />
        </DeskContext>
      </LanguageProvider>
    </MantineProvider>,
  );
  return desk;
}

const inForce = (bans: readonly Ban[]) =>
  vi
    .spyOn(bansApi, "ofVisitor")
    .mockResolvedValue({ ok: true, value: { bans: [...bans], more: false } });

beforeEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
  inForce([]);
});

test.each(["supervisor", "administrator"])("a %s bans the visitor of the chat", async (role) => {
  const desk = shownTo(role);
  await userEvent.click(screen.getByRole("button", { name: "Supervise" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Ban visitor …" }));
  expect(desk.store.get().banning).toMatchObject({ sessionId: 41, visitorName: "Mia" });
});

test("an agent has no such menu", () => {
  shownTo("agent");
  expect(screen.queryByRole("button")).toBeNull();
});

test.each([
  ["is over", sessionRow(42, { phase: "ended" }), false],
  ["the supervisor serves", row, true],
])("of a chat that %s only the visitor can be kept out", async (_, shown, own) => {
  shownTo("supervisor", shown, own);
  await userEvent.click(screen.getByRole("button", { name: "Supervise" }));
  await screen.findByRole("menuitem", { name: "Ban visitor …" });
  expect(screen.getAllByRole("menuitem")).toHaveLength(1);
});

test("who is kept out already is let in again", async () => {
  const asked = inForce([
    { id: 7, visitorId: "v", sessionId: 41, reason: "Spam", by: "Sue", at: "2026-11-30T10:00:00Z" },
  ]);
  const lift = vi.spyOn(bansApi, "lift").mockResolvedValue({ ok: true, value: undefined });
  const desk = shownTo("supervisor");
  const told = vi.spyOn(desk.toasts, "show");
  await userEvent.click(screen.getByRole("button", { name: "Supervise" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Lift the ban" }));
  expect(asked).toHaveBeenCalledWith(row.visitorId);
  expect(lift).toHaveBeenCalledWith(7);
  await vi.waitFor(() =>
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ text: "desk.ban.lifted" })),
  );
});
