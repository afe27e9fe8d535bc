import { MantineProvider } from "@mantine/core";
import type { TimelineEntry } from "@servicedesk/protocol";
import english from "@servicedesk/ui/locales/en.json";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { Desk } from "../desk/Desk.ts";
import { DeskContext } from "../desk/useDesk.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { Sounds } from "../sound/sounds.ts";
import { RecallDialog } from "./RecallDialog.tsx";

const user = { id: 1, name: "Alex", email: "alex@example.com", roles: ["administrator"] };
const entry: TimelineEntry = {
  key: "k",
  seq: 5,
  own: false,
  type: "message",
  sender: "visitor:1",
  at: 0,
  body: { text: "4111" },
  reactions: [],
  pinned: false,
};
let desk: Desk;

beforeEach(() => {
  localStorage.clear();
  vi.restoreAllMocks();
  desk = new Desk(user, new Sounds(), () => "en");
  desk.set({ recalling: { conv: 42, entry, forGood: true } });
  render(
    <MantineProvider env="test">
      <LanguageProvider locale="en" catalogue={english}>
        <DeskContext value={desk}>
          <RecallDialog />
        </DeskContext>
      </LanguageProvider>
    </MantineProvider>,
  );
});

function answered(status: number, body: unknown) {
  return vi
    .spyOn(globalThis, "fetch")
    .mockImplementation(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
}

test("what is erased for good is asked for with a reason, by keyboard, once", async () => {
  const fetch = answered(200, { seqs: [5], at: "2026-11-30T12:00:00Z" });
  const recall = vi.spyOn(desk.messages, "recall");
  const dialog = await screen.findByRole("dialog", { name: "Erase this message for good?" });
  expect(dialog.textContent).toMatch(/nothing can bring them back/);
  expect(dialog.textContent).toMatch(/audit keeps who erased it, when and why/);
  const reason = screen.getByRole("textbox", { name: /Reason/ });
  await waitFor(() => expect(document.activeElement).toBe(reason));
  await userEvent.keyboard("   {Enter}");
  expect(fetch).not.toHaveBeenCalled();

  await userEvent.keyboard("asked for by law{Enter}");

  await waitFor(() => expect(desk.store.get().recalling).toBeUndefined());
  expect(fetch).toHaveBeenCalledTimes(1);
  const [path, request] = fetch.mock.calls[0] ?? [];
  expect(path).toBe("/api/conversations/42/erasures");
  expect(JSON.parse(String(request?.body))).toEqual({ seqs: [5], reason: "asked for by law" });
  expect(recall).not.toHaveBeenCalled();
});

test("a refusal is said, and the reason stays for another try", async () => {
  answered(403, { code: "forbidden" });
  await screen.findByRole("dialog");
  await userEvent.keyboard("asked for by law{Enter}");

  await waitFor(() => expect(desk.store.get().toasts).toHaveLength(1));
  expect(desk.store.get().recalling).toBeDefined();
  expect(screen.getByRole<HTMLInputElement>("textbox").value).toBe("asked for by law");
});

test("taking back goes the way of messages as before", async () => {
  const recall = vi.spyOn(desk.messages, "recall").mockImplementation(() => undefined);
  desk.set({ recalling: { conv: 42, entry, forGood: false } });
  await screen.findByRole("dialog", { name: "Take back this message?" });
  await userEvent.keyboard("rude{Enter}");

  expect(recall).toHaveBeenCalledWith(42, entry, "rude");
  expect(desk.store.get().recalling).toBeUndefined();
});
