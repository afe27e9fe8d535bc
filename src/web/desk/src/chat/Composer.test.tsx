import { MantineProvider } from "@mantine/core";
import en from "@servicedesk/ui/locales/en.json";
import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { Desk } from "../desk/Desk.ts";
import { DeskContext } from "../desk/useDesk.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { Sounds } from "../sound/sounds.ts";
import { Composer } from "./Composer.tsx";

const user = { id: 7, name: "Ana", email: "ana@example.com", roles: ["agent"] };
let desk: Desk;

beforeEach(() => {
  localStorage.clear();
  desk = new Desk(user, new Sounds(), () => "en");
});

function show(conv: number) {
  return (
    <MantineProvider>
      <LanguageProvider locale="en" catalogue={en}>
        <DeskContext value={desk}>
          <Composer key={conv} conv={conv} name="Tom" />
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
  expect(send.mock.calls).toEqual([[1, "hello"]]);
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
