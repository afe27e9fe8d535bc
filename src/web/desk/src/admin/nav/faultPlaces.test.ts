import { expect, test } from "vitest";
import { placeAmong } from "../desk/faults.ts";
import { pathOfPlace } from "./faultPlaces.ts";

test.each([
  ["schedules[support].weekly[monday].startMinute", "/desk/admin/hours/support"],
  ["queues[billing].acceptSeconds", "/desk/admin/queues/billing"],
  ["queues[billing].overflow[0].value", "/desk/admin/overflow/billing"],
  ["queues[billing].survey.expiresSeconds", "/desk/admin/surveys/billing"],
  ["entryPoints[shop].allowedSites", "/desk/admin/entry-points/shop"],
  ["entryPoints[shop].rules[vip].when.parts[0].topic", "/desk/admin/routing/shop"],
  ["entryPoints[shop].rules", "/desk/admin/routing/shop"],
  ["agents[7].memberships[billing].delaySeconds", "/desk/admin/agents/queues"],
  ["agents[7].skills[zh].level", "/desk/admin/agents/skills"],
  ["agents[7].capacity", "/desk/admin/agents"],
  ["skills[zh]", "/desk/admin/skills/zh"],
  ["channels", "/desk/admin/channels"],
  ["agentSettings.missLimit", "/desk/admin/rules-of-work"],
  ["somethingNew", "/desk/admin"],
])("the fault at %s is mended on %s", (item, path) => expect(pathOfPlace(item)).toBe(path));

test("a fault is told at its own field, else at the nearest that encloses it", () => {
  const shown = new Set(["queues[a]", "queues[a].overflow[0]", "queues[a].name"]);
  expect(placeAmong("queues[a].name", shown)).toBe("queues[a].name");
  expect(placeAmong("queues[a].overflow[0].value", shown)).toBe("queues[a].overflow[0]");
  expect(placeAmong("queues[a].wrapUpSeconds", shown)).toBe("queues[a]");
  expect(placeAmong("skills[zh]", shown)).toBeUndefined();
});

test("an item is told at its first field, and where it is not listed where its fields are", () => {
  const shown = new Set(["list:queues[a]", "queues[b].name", "queues[b].scheduleId"]);
  expect(placeAmong("queues[b]", shown)).toBe("queues[b].name");
  expect(placeAmong("list:queues[a]", shown)).toBe("list:queues[a]");
  expect(placeAmong("list:queues[b]", shown)).toBe("queues[b].name");
  expect(placeAmong("queues[a]", shown)).toBeUndefined();
});
