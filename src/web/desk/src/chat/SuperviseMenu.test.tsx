import { MantineProvider } from "@mantine/core";
import english from "@servicedesk/ui/locales/en.json";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { Desk } from "../desk/Desk.ts";
import { DeskContext } from "../desk/useDesk.tsx";
import { LanguageProvider } from "../shell/language.tsx";
import { Sounds } from "../sound/sounds.ts";
import { sessionRow } from "../testing/rows.ts";
import { SuperviseMenu } from "./SuperviseMenu.tsx";

const row = sessionRow(41, { visitorName: "Mia" });

function shownTo(role: string): Desk {
  const user = { id: 1, name: "Sue", email: "sue@example.com", roles: [role] };
  const desk = new Desk(user, new Sounds(), () => "en");
  render(
    <MantineProvider env="test">
      <LanguageProvider locale="en" catalogue={english}>
        <DeskContext value={desk}>
          <SuperviseMenu row={row} />
        </DeskContext>
      </LanguageProvider>
    </MantineProvider>,
  );
  return desk;
}

beforeEach(() => localStorage.clear());

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
