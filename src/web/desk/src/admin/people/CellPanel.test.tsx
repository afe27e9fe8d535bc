import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import type { DraftStore } from "../desk/DraftStore.ts";
import type { Agent, Desk } from "../desk/model.ts";
import { getAt } from "../desk/paths.ts";
import { sampleDesk } from "../desk/sample.ts";
import { useDraftState } from "../desk/useDraft.tsx";
import { draftWith, shown } from "../testing.tsx";
import { CellPanel } from "./CellPanel.tsx";
import { columnsOf } from "./cells.ts";

const [ana] = sampleDesk().agents as readonly [Agent];
const desk: Desk = {
  ...sampleDesk(),
  agents: [
    { ...ana, id: 1, name: "Lee", skills: [] },
    { ...ana, id: 2, name: "Sam", skills: [] },
  ],
};

/** The panel as the page has it: pressing on a cell chooses it before the field loses the focus. */
function Panel() {
  const agents = useDraftState((s) => s.desk.agents);
  const shownDesk = useDraftState((s) => s.desk);
  const [row, setRow] = useState(0);
  const column = columnsOf(shownDesk, "skills", "Capacity").filter((one) => one.id === "zh");
  return (
    <>
      <CellPanel
        rows={agents.slice(row, row + 1)}
        columns={column}
        onLeave={() => document.body.focus()}
      />
      {agents.map((agent, at) => (
        <button key={agent.id} onPointerDown={() => setRow(at)}>
          {agent.name}
        </button>
      ))}
    </>
  );
}

const levelOf = (store: DraftStore, agent: number) =>
  getAt(store.get().desk, `agents[${agent}].skills[zh].level`);

const level = () => screen.findByRole("textbox", { name: "Level" });

test("what is typed stays with the agent that it was typed for when another cell is chosen", async () => {
  const store = await draftWith(desk);
  shown(store, <Panel />);
  await userEvent.type(await level(), "2");
  await userEvent.click(screen.getByRole("button", { name: "Sam" }));
  expect([levelOf(store, 1), levelOf(store, 2)]).toEqual([2, undefined]);
  expect((await level()) as HTMLInputElement).toHaveProperty("value", "");
});

test("it is there to be saved while the field still has the focus", async () => {
  const store = await draftWith(desk);
  shown(store, <Panel />);
  await userEvent.type(await level(), "3");
  await store.save();
  expect(getAt(store.get().saved.desk, "agents[1].skills[zh].level")).toBe(3);
  expect(store.dirty()).toBe(false);
});

test("text that is no number is told and keeps the draft from being saved, until another cell is chosen", async () => {
  const store = await draftWith(desk);
  shown(store, <Panel />);
  await userEvent.type(await level(), "x");
  expect(screen.getByText("A whole number is needed.")).toBeDefined();
  expect([...store.get().unreadable]).toEqual(["agents[1].skills[zh].level"]);
  await userEvent.click(screen.getByRole("button", { name: "Sam" }));
  expect(store.get().unreadable.size).toBe(0);
});

test("a field that is emptied to be typed anew keeps what stood there", async () => {
  const store = await draftWith(desk);
  store.put("agents[1].skills", [{ skillId: "zh", level: 4 }]);
  shown(store, <Panel />);
  await userEvent.clear(await level());
  expect(levelOf(store, 1)).toBe(4);
  await userEvent.type(await level(), "5");
  expect(levelOf(store, 1)).toBe(5);
});
