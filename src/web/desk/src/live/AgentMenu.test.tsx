import { MantineProvider } from "@mantine/core";
import type { BoardAgent } from "@servicedesk/protocol";
import english from "@servicedesk/ui/locales/en.json";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Desk } from "../desk/Desk.ts";
import { DeskContext } from "../desk/useDesk.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { AgentMenu } from "./AgentMenu.tsx";

const ana: BoardAgent = {
  agentId: 7,
  name: "Ana",
  presence: "online",
  connection: "connected",
  load: 2,
  capacity: 5,
};

function shown(agent: BoardAgent) {
  const setPresence = vi.fn().mockResolvedValue({ ok: true });
  const desk = { supervision: { setPresence }, told: (done: unknown) => done } as unknown as Desk;
  render(
    <MantineProvider env="test">
      <LanguageProvider locale="en" catalogue={english}>
        <DeskContext value={desk}>
          <AgentMenu agent={agent} />
        </DeskContext>
      </LanguageProvider>
    </MantineProvider>,
  );
  return setPresence;
}

const open = () => userEvent.click(screen.getByRole("button", { name: "Set the state of Ana" }));
const choose = async (name: string) =>
  userEvent.click(await screen.findByRole("menuitem", { name }));

test("a supervisor sets what an agent is", async () => {
  const setPresence = shown(ana);
  await open();
  expect(screen.queryByRole("menuitem", { name: "Online" })).toBeNull();
  await choose("Busy");
  expect(setPresence).toHaveBeenCalledExactlyOnceWith(7, "busy", undefined, false);
});

test("offline at once says what becomes of the chats and asks first", async () => {
  const setPresence = shown(ana);
  await open();
  await choose("Offline at once …");
  expect(await screen.findByText(/go back to their queues/)).toBeDefined();
  expect(setPresence).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Set offline" }));
  expect(setPresence).toHaveBeenCalledExactlyOnceWith(7, "offline", undefined, true);
});

test("who is offline is left alone", () => {
  shown({ ...ana, presence: "offline" });
  expect(screen.queryByRole("button")).toBeNull();
});
