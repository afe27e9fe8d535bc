import type {
  DryRunAnswer,
  DryRunStep,
  Explanation,
  ForecastAnswer,
  HoursAt,
} from "@servicedesk/protocol";
import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { readAttributes } from "./attributes.ts";
import { DryRunPanel } from "./DryRunPanel.tsx";
import { ForecastPanel } from "./ForecastPanel.tsx";
import { HoursPreview } from "./HoursPreview.tsx";
import { fact, server, shown } from "./testing.tsx";
import { Answers } from "./WhyPanel.tsx";

afterEach(() => vi.unstubAllGlobals());

const agent = {
  agentId: 1,
  name: "Ana",
  load: 2,
  capacity: 5,
  lastAssigned: 7,
  fit: 0,
  rank: 0,
};

const explanation: Explanation = {
  sessionId: 9,
  steps: [
    {
      at: "2026-11-24T10:00:00Z",
      kind: "enqueued",
      question: "queue",
      what: fact("enqueued", { reason: "visitor", queue: "Sales" }),
      because: [
        fact(
          "rule.failedNothing",
          { rule: "Refunds" },
          fact("condition.topic", { value: "refund" }),
        ),
        fact("rule.otherwise", { queue: "Sales" }),
      ],
      rulesetVersion: 4,
      candidates: [],
      omitted: 0,
    },
    {
      at: "2026-11-24T10:00:01Z",
      kind: "offered",
      question: "agent",
      what: fact("offered", { agent: "Ana" }),
      because: [fact("chosen.policy", { agent: "Ana", policy: "leastLoaded", count: "2" })],
      rulesetVersion: 4,
      chosenAgent: "Ana",
      candidates: [agent, { ...agent, agentId: 2, name: "Lee", excluded: "at_capacity" }],
      omitted: 3,
    },
  ],
};

test("the questions are answered by the latest decision about each", async () => {
  shown(<Answers explanation={explanation} />);
  const why = await screen.findByRole("region", { name: "Why this agent?" });
  expect(within(why).getByText(/Ana goes first by “least loaded” of 2/)).toBeDefined();
  expect(within(why).getByText("Full")).toBeDefined();
  expect(within(why).getByText("3 more are not listed.")).toBeDefined();
  const queue = screen.getByRole("region", { name: "Why this queue?" });
  expect(
    within(queue).getByText(/Rule “Refunds” does not hold: it asks that topic is refund/),
  ).toBeDefined();
  expect(within(queue).getByText("Configuration 4")).toBeDefined();
  expect(screen.queryByRole("region", { name: "Why is it still waiting?" })).toBeNull();
});

test("in Chinese no English is left", async () => {
  shown(<Answers explanation={explanation} />, "zh-CN");
  const why = await screen.findByRole("region", { name: "为什么是这位客服？" });
  expect(within(why).getByText(/按“负载最低”，Ana在可接待的 2 人中排第一/)).toBeDefined();
  expect(why.textContent).not.toMatch(/[a-z]{4,}/);
});

const step = (kind: string, outcome: string, what = fact("need.nothing")): DryRunStep => ({
  kind,
  outcome,
  what,
  because: [],
  agents: [],
  omitted: 0,
});

test("a dry run sends what was typed and marks what is not the same in both", async () => {
  const result = { version: 3, faults: [], steps: [step("requirements", "met")] };
  const rung = step(
    "candidates",
    "rung",
    fact("candidates.rung", { agent: "Ana", policy: "ranked" }),
  );
  const answer: DryRunAnswer = {
    at: "2026-11-24T10:00:00Z",
    published: { ...result, steps: [...result.steps, { ...rung, agents: [agent] }] },
    draft: {
      ...result,
      steps: [...result.steps, step("candidates", "waits", fact("waiting.allBusy"))],
    },
    differences: ["candidates"],
  };
  const agents = [
    { agentId: 7, name: "Ana", presence: "online", connection: "connected", load: 0, capacity: 5 },
  ];
  const asked = server({
    "/api/insight/dry-run": answer,
    "/api/staff/directory": { queues: [], agents },
  });
  shown(<DryRunPanel entryPoints={[{ key: "shop", name: "Shop" }]} />);
  const type = (label: string, value: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await screen.findByLabelText("Agent who goes first");
  type("Topic", "refund");
  type("Attributes", "vip = yes");
  await userEvent.selectOptions(screen.getByLabelText("Agent who goes first"), "Ana");
  await userEvent.click(screen.getByRole("button", { name: "Try" }));
  expect(await screen.findByText("They differ in: Who would take it")).toBeDefined();
  expect(asked.at(-1)?.body).toEqual({
    desk: "both",
    knownAgent: 7,
    entryPoint: "shop",
    topic: "refund",
    attributes: { vip: "yes" },
  });
  expect(screen.getAllByText("differs")).toHaveLength(2);
  const draft = screen.getByRole("region", { name: "Saved draft" });
  expect(within(draft).getByText("Everybody who could serve it is busy")).toBeDefined();
});

test("a line of attributes without a sign is named and nothing is sent", async () => {
  expect(readAttributes("a=1\n\nb = x = y ")).toEqual({ values: { a: "1", b: "x = y" } });
  expect(readAttributes("a=1\nvip")).toEqual({ line: 2 });
  const asked = server({});
  shown(<DryRunPanel entryPoints={[{ key: "shop", name: "Shop" }]} />);
  await userEvent.type(await screen.findByLabelText("Attributes"), "vip");
  expect(screen.getByText("Line 1 has no “=”")).toBeDefined();
  expect(screen.getByRole("button", { name: "Try" }).hasAttribute("disabled")).toBe(true);
  expect(asked.map((one) => one.path)).toEqual(["/api/staff/directory"]);
});

const figures = {
  serviceLevel: 0.713,
  waitP50: 0,
  waitP90: 48,
  meanWait: 12,
  abandonment: 0.08,
  occupancy: 0.9,
};

test("a forecast is a sentence and two tables, with the staffing that a level takes", async () => {
  const answer: ForecastAnswer = {
    offeredLoad: 8,
    servers: 12,
    erlangA: figures,
    simulation: { figures, visitors: 40_000, serviceLevelError: 0.01 },
    agentsNeeded: 5,
    staffing: [
      { agents: 4, figures },
      { agents: 5, figures: { ...figures, serviceLevel: 0.85 } },
    ],
  };
  const asked = server({ "/api/insight/forecast": answer });
  shown(<ForecastPanel />);
  const agents = await screen.findByLabelText("Agents");
  await userEvent.clear(agents);
  await userEvent.type(agents, "0");
  expect(screen.getByText("Must be 1 to 2,000")).toBeDefined();
  await userEvent.clear(agents);
  await userEvent.type(agents, "4");
  await userEvent.click(screen.getByRole("button", { name: "Calculate" }));
  expect(await screen.findByText(/With 4 agents, 71.3% are answered within 30 sec/)).toBeDefined();
  expect(screen.getByText("5 agents are needed for 80% within 30 sec.")).toBeDefined();
  expect(screen.getByText(/The queue would grow without end/)).toBeDefined();
  expect(screen.getByRole("row", { name: /^5 \(enough\) 85%/ })).toBeDefined();
  expect(asked[0]?.body).toMatchObject({ agents: 4, serviceLevel: 0.8, targetSeconds: 30 });
});

test("what happens at an instant names what decided it, and asks in the schedule's own time", async () => {
  const answer: HoursAt = {
    schedule: "office",
    zone: "Asia/Shanghai",
    at: "2026-11-24T10:00:00Z",
    open: false,
    layer: "holiday",
    name: "Spring Festival",
    next: [
      {
        at: "2026-11-25T01:00:00Z",
        opens: true,
        layer: "weekly",
        offsetMinutes: 480,
        clocksChanged: true,
      },
    ],
  };
  const asked = server({ "/api/insight/hours/office/at": answer });
  shown(<HoursPreview schedule="office" />);
  expect(await screen.findByText("Decided by: holiday: Spring Festival")).toBeDefined();
  expect(screen.getByText(/Closed at Tuesday, November 24, 2026 at 6:00/)).toBeDefined();
  expect(
    screen.getByRole("row", { name: /Wed, Nov 25, 2026.*9:00.*Opens weekly hours UTC\+08:00/ }),
  ).toBeDefined();
  expect(screen.getByText("clocks changed before this")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Look" }));
  expect(asked[0]?.path).toBe("/api/insight/hours/office/at?desk=draft");
});

test("a schedule that is not there says so", async () => {
  server({});
  shown(<HoursPreview schedule="gone" />);
  expect(await screen.findByRole("alert")).toBeDefined();
});
