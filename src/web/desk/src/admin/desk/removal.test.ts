import { expect, test } from "vitest";
import { newQueue } from "./model.ts";
import { remove, usagesOf } from "./removal.ts";
import { getAt, setAt } from "./paths.ts";
import { sampleDesk } from "./sample.ts";

const desk = sampleDesk();

test("a queue's uses are named: what must change first and what goes along", () => {
  const more = { ...desk, queues: [...desk.queues, newQueue("vip", "VIP", "support")] };
  const ladder = setAt(more, "queues[vip].overflow", [
    { trigger: "wait", value: 60, action: "moveToQueue", queueId: "billing" },
  ]);
  expect(usagesOf(ladder, "queues[billing]")).toEqual({
    blocking: ["entryPoints[shop].rules[default].queueId", "queues[vip].overflow[0].queueId"],
    goingAlong: ["agents[1].memberships[billing]"],
  });
});

test("a schedule is in the way of nothing when nobody keeps it", () => {
  expect(usagesOf(desk, "schedules[support]").blocking).toEqual([
    "entryPoints[shop].scheduleId",
    "queues[billing].scheduleId",
  ]);
  expect(usagesOf(desk, "schedules[other]").blocking).toEqual([]);
});

test("a skill that is asked for cannot go, one that is only held goes with its levels", () => {
  const asked = setAt(desk, "queues[billing].requirements", [
    { skillId: "zh", minLevel: 1, mandatory: true },
  ]);
  expect(usagesOf(asked, "skills[zh]").blocking).toEqual(["queues[billing].requirements[zh]"]);
  expect(usagesOf(desk, "skills[zh]")).toEqual({
    blocking: [],
    goingAlong: ["agents[1].skills[zh]"],
  });
});

test("an entry point that another's rule asks for is named, also inside and/or/not", () => {
  const two = {
    ...desk,
    entryPoints: [...desk.entryPoints, { ...desk.entryPoints[0], key: "app", rules: [] }],
  } as typeof desk;
  const asked = setAt(two, "entryPoints[shop].rules[default].when", {
    kind: "all",
    parts: [{ kind: "not", part: { kind: "entryPoint", entryPoint: "app" } }],
  });
  expect(usagesOf(asked, "entryPoints[app]").blocking).toEqual([
    "entryPoints[shop].rules[default].when",
  ]);
});

test("what was removed comes back to its place, with edits made since", () => {
  const removal = remove(desk, ["skills[zh]", "agents[1].skills[zh]", "skills[gone]"]);
  expect(removal.desk.skills.map((s) => s.id)).toEqual(["refunds"]);
  expect(getAt(removal.desk, "agents[1].skills")).toEqual([]);
  const edited = setAt(removal.desk, "agents[1].name", "Anna");
  const back = removal.restore(edited);
  expect(back.skills.map((s) => s.id)).toEqual(["zh", "refunds"]);
  expect(getAt(back, "agents[1].skills[zh].level")).toBe(3);
  expect(getAt(back, "agents[1].name")).toBe("Anna");
});

test("a supervisor of several queues loses one, the only queue of a supervisor is not removed", () => {
  const several = { ...desk, supervisors: [{ id: 7, queueIds: ["billing", "vip"] }] };
  expect(usagesOf(several, "queues[billing]").goingAlong).toContain(
    "supervisors[7].queueIds[billing]",
  );
  const removal = remove(several, ["supervisors[7].queueIds[billing]"]);
  expect(removal.desk.supervisors[0]?.queueIds).toEqual(["vip"]);
  expect(removal.restore(removal.desk).supervisors[0]?.queueIds).toEqual(["billing", "vip"]);
  const only = { ...desk, supervisors: [{ id: 7, queueIds: ["billing"] }] };
  expect(usagesOf(only, "queues[billing]").blocking).toContain("supervisors[7].queueIds");
});
