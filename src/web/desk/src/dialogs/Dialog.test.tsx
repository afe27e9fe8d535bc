import { MantineProvider } from "@mantine/core";
import english from "@servicedesk/ui/locales/en.json";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { LanguageProvider } from "../shell/language.tsx";
import { Dialog } from "./Dialog.tsx";

function Figure() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button onClick={() => setOpened(true)}>17</button>
      {opened && (
        <Dialog opened title="Answered" onClose={() => setOpened(false)}>
          Sessions
        </Dialog>
      )}
    </>
  );
}

test("a dialog that is there only while it is open gives the focus back to what opened it", async () => {
  render(
    <MantineProvider env="test">
      <LanguageProvider locale="en" catalogue={english}>
        <Figure />
      </LanguageProvider>
    </MantineProvider>,
  );
  const figure = screen.getByRole("button", { name: "17" });
  await userEvent.click(figure);
  await screen.findByRole("dialog");
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(figure));
});
