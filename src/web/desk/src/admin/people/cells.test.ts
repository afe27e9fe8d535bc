import { expect, test } from "vitest";
import { sampleDesk } from "../desk/sample.ts";
import type { Agent } from "../desk/model.ts";
import {
  columnsOf,
  digitField,
  placeOfCell,
  shared,
  switched,
  valueAt,
  withField,
  withRange,
} from "./cells.ts";

const desk = sampleDesk();
const [ana] = desk.agents as readonly [Agent];
const lee: Agent = { ...ana, id: 2, name: "Lee", memberships: [], skills: [] };
const two = { ...desk, agents: [ana, lee] };
const [capacity, billing] = columnsOf(desk, "queues", "Capacity") as [never, never];
const [, chinese, refunds] = columnsOf(desk, "skills", "Capacity") as [never, never, never];

test("columns are the capacity and what the view shows", () => {
  expect(columnsOf(desk, "queues", "Capacity").map((one) => one.name)).toEqual([
    "Capacity",
    "Billing",
  ]);
  expect(columnsOf(desk, "skills", "Capacity").map((one) => one.id)).toEqual([
    "capacity",
    "zh",
    "refunds",
  ]);
});

test("a cell is empty, or holds what the agent has there", () => {
  expect(valueAt(ana, billing)).toMatchObject({ priority: 1 });
  expect(valueAt(lee, billing)).toBeUndefined();
  expect(valueAt(ana, chinese)).toMatchObject({ level: 3 });
  expect(valueAt(lee, capacity)).toMatchObject({ capacity: 5 });
  expect(placeOfCell(ana, billing)).toBe("agents[1].memberships[billing]");
});

test("a membership is switched on with its first values, and off", () => {
  const member = switched(lee, billing, true);
  expect(member.memberships).toEqual([
    { queueId: "billing", priority: 1, delaySeconds: 0, rank: 0 },
  ]);
  expect(switched(member, billing, false).memberships).toEqual([]);
  expect(switched(lee, capacity, false)).toBe(lee);
});

test("a number set in an empty cell fills it", () => {
  expect(withField(lee, refunds, "level", 4).skills).toEqual([{ skillId: "refunds", level: 4 }]);
  expect(withField(ana, capacity, "capacity", 8).capacity).toBe(8);
});

test("a limit is taken away without leaving anything behind", () => {
  const limited = withField(ana, billing, "maxSessions", 2);
  expect(limited.memberships[0]?.maxSessions).toBe(2);
  expect(
    withField(limited, billing, "maxSessions", undefined).memberships[0]?.maxSessions,
  ).toBeUndefined();
});

test("a range is changed as a whole, agents beside it stay the same objects", () => {
  const next = withRange(two, [lee], [chinese, refunds], (agent, column) =>
    withField(agent, column, "level", 2),
  );
  expect(next.agents[0]).toBe(ana);
  expect(next.agents[1]?.skills.map((one) => one.level)).toEqual([2, 2]);
});

test("what a range shares is told, else that it is mixed", () => {
  expect(shared([ana], [chinese], "level")).toBe(3);
  expect(shared([ana, lee], [chinese], "level")).toBe("mixed");
  expect(shared([lee], [chinese, refunds], "level")).toBeUndefined();
});

test("a digit sets what its column is about, within the range", () => {
  expect(digitField(billing, 9)).toBe("priority");
  expect(digitField(chinese, 6)).toBeUndefined();
  expect(digitField(billing, 0)).toBeUndefined();
});
