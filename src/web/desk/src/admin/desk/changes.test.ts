import { describe, expect, test } from "vitest";
import { changesBetween, groupChanges, merged, sharing } from "./changes.ts";
import { type Desk, newQueue } from "./model.ts";
import { sampleDesk } from "./sample.ts";
import { setAt } from "./paths.ts";

const base = sampleDesk();

function withRules(...ids: string[]): Desk {
  const rules = ids.map((id) => ({
    id,
    queueId: "billing",
    tier: 0,
    boostSeconds: 0,
    entersFullQueue: false,
    requirements: [],
  }));
  return setAt(base, "entryPoints[shop].rules", rules);
}

describe("what differs", () => {
  test("is nothing between equal desks, whatever their numbers, and null is as good as absent", () => {
    expect(changesBetween(base, { ...base, version: 9 })).toEqual([]);
    expect(changesBetween(base, setAt(base, "schedules[support].emergency", null))).toEqual([]);
  });

  test("names the place, before and after", () =>
    expect(changesBetween(base, setAt(base, "queues[billing].acceptSeconds", 30))).toEqual([
      { path: "queues[billing].acceptSeconds", kind: "changed", before: 20, after: 30 },
    ]));

  test("an added and a removed item is one difference each", () => {
    const after = { ...base, queues: [newQueue("vip", "VIP", "support")] };
    expect(changesBetween(base, after).map((c) => [c.kind, c.path])).toEqual([
      ["removed", "queues[billing]"],
      ["added", "queues[vip]"],
    ]);
  });

  test("another order is a difference of its own", () =>
    expect(changesBetween(withRules("a", "b", "c"), withRules("c", "a", "b"))).toEqual([
      {
        path: "entryPoints[shop].rules",
        kind: "moved",
        before: ["a", "b", "c"],
        after: ["c", "a", "b"],
      },
    ]));

  test("items that stand beside the changed ones are not told", () => {
    const rows = withRules("a", "b", "c", "d").entryPoints[0]?.rules ?? [];
    const before = setAt(base, "entryPoints[shop].rules", rows);
    const changed = rows.map((rule) => (rule.id === "c" ? { ...rule, tier: 1 } : rule));
    expect(
      changesBetween(before, setAt(base, "entryPoints[shop].rules", changed)).map((c) => c.path),
    ).toEqual(["entryPoints[shop].rules[c].tier"]);
    expect(
      changesBetween(before, setAt(base, "entryPoints[shop].rules", rows.toSpliced(1, 1))),
    ).toMatchObject([{ kind: "removed", path: "entryPoints[shop].rules[b]" }]);
  });

  test("a list without keys, such as a week's hours, is one value", () =>
    expect(changesBetween(base, setAt(base, "schedules[support].weekly", []))).toMatchObject([
      { path: "schedules[support].weekly", kind: "changed", after: [] },
    ]));

  test("is grouped by item", () => {
    let after = setAt(base, "queues[billing].acceptSeconds", 30);
    after = setAt(after, "queues[billing].name", "Bills");
    after = setAt(after, "agentSettings.missLimit", 3);
    const groups = groupChanges(changesBetween(base, after));
    expect([...groups].map(([place, list]) => [place, list.length])).toEqual([
      ["queues[billing]", 2],
      ["agentSettings", 1],
    ]);
  });
});

describe("a draft that somebody else saved meanwhile", () => {
  test("keeps both sides' changes", () => {
    const mine = setAt(base, "queues[billing].acceptSeconds", 30);
    const theirs = { ...setAt(base, "queues[billing].maxRounds", 5), version: 4 };
    const { desk, collisions } = merged(base, mine, theirs);
    expect(desk.queues[0]).toMatchObject({ acceptSeconds: 30, maxRounds: 5 });
    expect(desk.version).toBe(4);
    expect(collisions).toEqual([]);
  });

  test("where both changed one value mine stands and is named", () => {
    const mine = setAt(base, "queues[billing].acceptSeconds", 30);
    const theirs = setAt(base, "queues[billing].acceptSeconds", 40);
    const { desk, collisions } = merged(base, mine, theirs);
    expect(desk.queues[0]).toMatchObject({ acceptSeconds: 30 });
    expect(collisions).toEqual(["queues[billing].acceptSeconds"]);
  });

  test("an item that I removed and they left alone is gone; one that they added stays", () => {
    const mine = { ...base, queues: [] };
    const theirs = { ...base, skills: [...base.skills, { id: "fr", name: "French" }] };
    const { desk } = merged(base, mine, theirs);
    expect(desk.queues).toEqual([]);
    expect(desk.skills.map((s) => s.id)).toContain("fr");
  });

  test("a rule that they added stands where they put it", () => {
    const { desk } = merged(
      withRules("a", "default"),
      withRules("b", "a", "default"),
      withRules("a", "c", "default"),
    );
    expect(desk.entryPoints[0]?.rules.map((r) => r.id)).toEqual(["b", "a", "c", "default"]);
  });
});

describe("a desk that was read anew", () => {
  const copy = (desk: Desk) => JSON.parse(JSON.stringify(desk)) as Desk;

  test("is the same object where it is equal", () => {
    expect(sharing(base, copy(base))).toBe(base);
    const next = sharing(base, copy(setAt(base, "queues[billing].acceptSeconds", 30)));
    expect(next.queues[0]).toMatchObject({ acceptSeconds: 30 });
    expect(next.agents).toBe(base.agents);
    expect(next.schedules).toBe(base.schedules);
  });

  test("keeps what is shorter, longer or given no more", () => {
    const shorter = copy({ ...base, skills: base.skills.slice(1) });
    expect(sharing(base, shorter)).toEqual(shorter);
    expect(sharing({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(sharing(undefined, [1])).toEqual([1]);
  });

  test("keeps an empty list as one where the model has none", () => {
    expect(sharing(undefined, [])).toEqual([]);
    const added = copy({ ...base, queues: [...base.queues, newQueue("vip", "VIP", "support")] });
    expect(sharing(base, added)).toEqual(added);
  });

  test("a rule that is put above others leaves those as they are", () => {
    const before = withRules("vip", "default");
    const after = copy(withRules("refund", "vip", "default"));
    const shared = sharing(before, after);
    expect(shared).toEqual(after);
    expect(shared.entryPoints[0]?.rules.slice(1)).toEqual(before.entryPoints[0]?.rules);
    expect(shared.entryPoints[0]?.rules[2]).toBe(before.entryPoints[0]?.rules[1]);
    expect(changesBetween(before, shared).map((c) => [c.kind, c.path])).toEqual([
      ["added", "entryPoints[shop].rules[refund]"],
    ]);
  });
});
