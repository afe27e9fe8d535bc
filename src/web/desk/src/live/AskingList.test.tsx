import { MantineProvider } from "@mantine/core";
import type { BoardSession } from "@servicedesk/protocol";
import english from "@servicedesk/ui/locales/en.json";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Desk } from "../desk/Desk.ts";
import { DeskContext } from "../desk/useDesk.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { AskingList } from "./AskingList.tsx";

const asking: BoardSession = {
  sessionId: 41,
  visitorName: "Mia",
  queueId: "sales",
  queueName: "Sales",
  alert: { reason: "returned", at: "2026-11-29T09:00:00Z" },
};

const openSessionOf = vi.fn().mockResolvedValue(undefined);

function shown(sessions: readonly BoardSession[]) {
  render(
    <MantineProvider env="test">
      <LanguageProvider locale="en" catalogue={english}>
        <DeskContext value={{ openSessionOf } as unknown as Desk}>
          <AskingList sessions={sessions} now={() => Date.parse("2026-11-29T09:02:05Z")} />
        </DeskContext>
      </LanguageProvider>
    </MantineProvider>,
  );
}

beforeEach(() => history.replaceState(null, "", "/desk/live"));

test("a chat that asks for a supervisor says why and since when, and is opened from there", async () => {
  shown([asking]);
  expect(screen.getByRole("heading").textContent).toBe("Chats that ask for you (1)");
  expect(screen.getByRole("listitem").textContent).toContain(
    "Mia · Sales · Came back too often · since 2:05",
  );
  await userEvent.click(screen.getByRole("button", { name: "Open the chat of Mia" }));
  expect(openSessionOf).toHaveBeenCalledExactlyOnceWith(41);
  await vi.waitFor(() => expect(location.pathname).toBe("/desk/inbox"));
});

test("where none asks nothing is shown", () => {
  shown([]);
  expect(screen.queryByRole("heading")).toBeNull();
});
