import { type Desk, emptyDesk, newQueue } from "./model.ts";

/** A small desk for tests: one entry point, one schedule, one queue, two skills, one agent. */
export function sampleDesk(): Desk {
  return {
    ...emptyDesk,
    version: 3,
    entryPoints: [
      {
        key: "shop",
        publicKey: "shop-1",
        name: "Shop",
        channel: "web",
        allowedSites: ["https://shop.example"],
        scheduleId: "support",
        resumeSeconds: 86_400,
        rules: [
          {
            id: "default",
            queueId: "billing",
            tier: 0,
            boostSeconds: 0,
            entersFullQueue: false,
            requirements: [],
          },
        ],
      },
    ],
    schedules: [
      {
        id: "support",
        zone: "Europe/Berlin",
        alwaysOpen: false,
        weekly: [{ day: "monday", startMinute: 540, endMinute: 1080 }],
        overrides: [],
        holidays: [],
      },
    ],
    queues: [{ ...newQueue("billing", "Billing", "support"), acceptSeconds: 20, maxRounds: 3 }],
    skills: [
      { id: "zh", name: "Chinese", group: "language" },
      { id: "refunds", name: "Refunds" },
    ],
    channels: [],
    agents: [
      {
        id: 1,
        name: "Ana",
        capacity: 5,
        memberships: [{ queueId: "billing", priority: 1, delaySeconds: 0, rank: 0 }],
        skills: [{ skillId: "zh", level: 3 }],
        channelLimits: [],
      },
    ],
    agentSettings: { ...emptyDesk.agentSettings, missLimit: 2 },
    botSettings: { idleCloseSeconds: 600, survey: false },
  };
}
