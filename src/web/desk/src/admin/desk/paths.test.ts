import { expect, test } from "vitest";
import { getAt, isWithin, parentOf, patternOf, setAt, stepsOf } from "./paths.ts";

const desk = {
  queues: [
    { id: "a.b", silence: { warnSeconds: 5 }, overflow: [{ value: 1 }, { value: 2 }] },
    { id: "billing", silence: { warnSeconds: 7 }, overflow: [] },
  ],
  agents: [
    { id: 12, skills: [{ skillId: "zh", level: 3 }], memberships: [{ queueId: "billing" }] },
  ],
};

test("items are found by their keys, and where there is none by their place", () => {
  expect(getAt(desk, "queues[a.b].silence.warnSeconds")).toBe(5);
  expect(getAt(desk, "queues[a.b].overflow[1].value")).toBe(2);
  expect(getAt(desk, "agents[12].skills[zh].level")).toBe(3);
  expect(getAt(desk, "queues[gone].silence")).toBeUndefined();
});

test("a change leaves everything beside it as the same object", () => {
  const next = setAt(desk, "queues[billing].silence.warnSeconds", 9);
  expect(getAt(next, "queues[billing].silence.warnSeconds")).toBe(9);
  expect(next.queues[0]).toBe(desk.queues[0]);
  expect(next.agents).toBe(desk.agents);
  expect(getAt(desk, "queues[billing].silence.warnSeconds")).toBe(7);
});

test("a change of an item that is gone changes nothing", () =>
  expect(setAt(desk, "queues[gone].silence.warnSeconds", 9).queues).toBe(desk.queues));

test("a path has a pattern, parents and places that it is within", () => {
  expect(patternOf("queues[a.b].overflow[0].value")).toBe("queues.overflow.value");
  expect(stepsOf("agents[12]")).toEqual([{ name: "agents", key: "12" }]);
  expect(parentOf("queues[x].overflow[0]")).toBe("queues[x].overflow");
  expect(parentOf("queues[x].name")).toBe("queues[x]");
  expect(parentOf("queues[a.b]")).toBe("queues");
  expect(parentOf("queues")).toBeUndefined();
  expect(isWithin("queues[x].name", "queues[x]")).toBe(true);
  expect(isWithin("queues[xy].name", "queues[x]")).toBe(false);
});
