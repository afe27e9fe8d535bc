import { MantineProvider } from "@mantine/core";
import en from "@servicedesk/ui/locales/en.json";
import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { Desk } from "../desk/Desk.ts";
import { DeskContext } from "../desk/useDesk.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { Sounds } from "../sound/sounds.ts";
import type { Writing } from "../state/part.ts";
import { staffApi } from "../staff/staffApi.ts";
import { sessionRow } from "../testing/rows.ts";
import { Composer } from "./Composer.tsx";

const user = { id: 7, name: "Ana", email: "ana@example.com", roles: ["agent"] };
let desk: Desk;

beforeEach(() => {
  localStorage.clear();
  desk = new Desk(user, new Sounds(), () => "en");
});

function show(conv: number, writing: Writing = "reply") {
  const row = sessionRow(conv, { conversationId: conv, visitorName: "Tom" });
  return (
    <MantineProvider>
      <LanguageProvider locale="en" catalogue={en}>
        <DeskContext value={desk}>
          <Composer key={conv} row={row} writing={writing} choices={["reply", "note"]} />
        </DeskContext>
      </LanguageProvider>
    </MantineProvider>
  );
}

const field = () => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message to Tom" });
const write = (value: string) => fireEvent.change(field(), { target: { value } });

test("Enter sends the text once and empties the field", () => {
  const send = vi.spyOn(desk.chats, "send");
  render(show(1));
  write("  hello ");
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(send.mock.calls).toEqual([[1, "hello", []]]);
  expect(field().value).toBe("");
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(send).toHaveBeenCalledTimes(1);
});

test("Enter that ends an input method's composition leaves the text alone", () => {
  const send = vi.spyOn(desk.chats, "send");
  render(show(1));
  write("ni hao");
  fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
  fireEvent.keyDown(field(), { key: "Enter", keyCode: 229 });
  expect(send).not.toHaveBeenCalled();
  expect(field().value).toBe("ni hao");
});

test("what is not sent comes back with its conversation", () => {
  const { rerender } = render(show(1));
  write("for one");
  rerender(show(2));
  expect(field().value).toBe("");
  write("for two");
  rerender(show(1));
  expect(field().value).toBe("for one");
  expect(desk.store.get().drafted).toEqual(new Set([1, 2]));
});

test("more than 4,000 characters cannot be sent, and the field says how many are too many", () => {
  const send = vi.spyOn(desk.chats, "send");
  render(show(1));
  write("x".repeat(4_002));
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(send).not.toHaveBeenCalled();
  expect(screen.getByText("2 characters too many")).toBeTruthy();
  expect(field().getAttribute("aria-invalid")).toBe("true");
});

test("a note has a field and a text of its own, and goes to staff only", async () => {
  const send = vi.spyOn(desk.chats, "send");
  const note = vi.spyOn(desk.staff, "note").mockResolvedValue({ ok: true });
  const { rerender } = render(show(1));
  write("for the visitor");
  rerender(show(1, "note"));
  const aside = screen.getByRole<HTMLTextAreaElement>("textbox", {
    name: "Note about Tom, for staff only",
  });
  expect(aside.value).toBe("");
  fireEvent.change(aside, { target: { value: "refund limit is 50" } });
  fireEvent.keyDown(aside, { key: "Enter" });
  await vi.waitFor(() => expect(aside.value).toBe(""));
  expect(note.mock.calls).toEqual([[1, "refund limit is 50", [], []]]);
  expect(send).not.toHaveBeenCalled();
  rerender(show(1));
  expect(field().value).toBe("for the visitor");
});

test("a note that was refused stays in its field", async () => {
  vi.spyOn(desk.staff, "note").mockResolvedValue({ ok: false, code: "unavailable" });
  const refused = vi.spyOn(desk, "refused");
  render(show(1, "note"));
  const aside = screen.getByRole<HTMLTextAreaElement>("textbox");
  fireEvent.change(aside, { target: { value: "keep me" } });
  fireEvent.keyDown(aside, { key: "Enter" });
  await vi.waitFor(() => expect(refused).toHaveBeenCalledWith("unavailable"));
  expect(aside.value).toBe("keep me");
});

const lee = {
  agentId: 8,
  name: "Lee",
  presence: "online",
  connection: "connected",
  load: 0,
  capacity: 5,
} as const;

test("what is typed at once after a name was taken stands behind it", async () => {
  vi.spyOn(staffApi, "directory").mockResolvedValue({
    ok: true,
    value: { agents: [lee], queues: [] },
  });
  const { container } = render(show(1, "note"));
  const aside = screen.getByRole<HTMLTextAreaElement>("textbox");
  fireEvent.change(aside, { target: { value: "@le and more" } });
  aside.setSelectionRange(3, 3);
  fireEvent.select(aside);
  await screen.findByRole("option", { name: "Lee" });
  fireEvent.keyDown(aside, { key: "Enter" });
  expect(aside.value).toBe("@Lee and more");
  expect(aside.selectionStart).toBe("@Lee ".length);
  expect(container.querySelector("[role=listbox]")).toBeNull();
});
