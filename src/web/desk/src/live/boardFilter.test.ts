import type { BoardAgent, BoardQueue } from "@servicedesk/protocol";
import { expect, test } from "vitest";
import { agentsOf, queuesOf } from "./boardFilter.ts";

const queue = (id: string, change: Partial<BoardQueue>): BoardQueue => ({
  id,
  name: id,
  open: true,
  waiting: 0,
  active: 0,
  agentsOnline: 0,
  freeSlots: 0,
  waitingTarget: 10,
  longestWaitTargetSeconds: 300,
  serviceLevelTarget: 80,
  abandonmentTarget: 5,
  depths: [],
  supervisorAsked: 0,
  ...change,
});

const agent = (name: string, change: Partial<BoardAgent>): BoardAgent => ({
  agentId: 1,
  name,
  presence: "online",
  connection: "connected",
  load: 0,
  capacity: 2,
  ...change,
});

test("a queue without data misses no target", () => {
  const queues = [
    queue("none", {}),
    queue("low", { serviceLevel: 79.9, abandonment: 5 }),
    queue("met", { serviceLevel: 80, abandonment: 5.1 }),
  ];
  expect(queuesOf(queues, "serviceLevel").map((q) => q.id)).toEqual(["low"]);
  expect(queuesOf(queues, "abandonment").map((q) => q.id)).toEqual(["met"]);
  expect(queuesOf(queues, undefined)).toHaveLength(3);
});

test("the agents of a figure are those that it counts", () => {
  const agents = [
    agent("free", {}),
    agent("full", { load: 2 }),
    agent("gone", { connection: "lost" }),
    agent("off", { presence: "offline", connection: "lost" }),
    agent("leaving", { presence: "offlineWhenDone", load: 1 }),
  ];
  const names = (filter: Parameters<typeof agentsOf>[1]) =>
    agentsOf(agents, filter).map((a) => a.name);
  expect(names("free")).toEqual(["free"]);
  expect(names("online")).toEqual(["free", "full"]);
  expect(names("lost")).toEqual(["gone"]);
  expect(names("away")).toEqual(["leaving"]);
  expect(names("active")).toEqual(["full", "leaving"]);
});
