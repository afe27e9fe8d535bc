import { beforeEach, describe, expect, test } from "vitest";
import type { HttpReply } from "../../staff/staffApi.ts";
import { deskApi } from "./deskApi.ts";
import { type DraftApi, DraftStore } from "./DraftStore.ts";
import type { Desk, DeskDraft, DeskFault, DeskPublished } from "./model.ts";
import { getAt, setAt } from "./paths.ts";
import { remove } from "./removal.ts";
import { sampleDesk } from "./sample.ts";

const ok = <T>(value: T): Promise<HttpReply<T>> => Promise.resolve({ ok: true, value });
const no = (code: string, problem?: unknown): Promise<HttpReply<never>> =>
  Promise.resolve({ ok: false, code, status: 409, problem });

const later = async <T>(value: T): Promise<HttpReply<T>> => {
  await new Promise((resolve) => setTimeout(resolve));
  return ok(value);
};

/** The server's side: one draft with a revision, one published version. */
class FakeServer {
  published: DeskPublished = {
    version: 3,
    publishedAt: "2026-11-24T10:00:00Z",
    author: "Alex",
    desk: sampleDesk(),
  };
  draft: DeskDraft = { revision: 1, basedOn: 3, desk: sampleDesk(), faults: [] };
  faultsOfNextSave: readonly DeskFault[] = [];

  readonly api: DraftApi = {
    ...deskApi,
    published: () => ok(this.published),
    draft: () => ok(this.draft),
    version: () => ok({ ...this.published, version: 3, desk: sampleDesk() }),
    save: (revision, desk, basedOn) => {
      if (revision !== this.draft.revision) return no("version_conflict");
      const begun = this.draft.author === undefined ? this.published.version : this.draft.basedOn;
      this.draft = { ...this.draft, basedOn: basedOn ?? begun };
      this.someoneSaves(desk, this.faultsOfNextSave, "Alex");
      return ok(this.draft);
    },
    publish: (revision) => {
      if (revision !== this.draft.revision) return no("version_conflict");
      if (this.draft.basedOn !== this.published.version) return no("version_conflict");
      if (this.draft.faults.length > 0) return no("invalid_desk", { faults: this.draft.faults });
      this.someonePublishes(this.draft.desk, "Alex");
      return ok(this.published);
    },
    discard: (revision) => {
      if (revision !== this.draft.revision) return no("version_conflict");
      this.noDraft();
      return ok(undefined);
    },
    emergency: (id) => {
      const desk = setAt(this.published.desk, `schedules[${id}].emergency`, { reason: "Storm" });
      this.published = { ...this.published, version: this.published.version + 1, desk };
      this.draft = {
        ...this.draft,
        revision: this.draft.revision + 1,
        desk: setAt(this.draft.desk, `schedules[${id}].emergency`, { reason: "Storm" }),
      };
      return ok(this.published);
    },
  };

  someoneSaves(desk: Desk, faults: readonly DeskFault[] = [], author = "Bea"): void {
    this.draft = { ...this.draft, revision: this.draft.revision + 1, desk, faults, author };
  }

  /** Publishes the draft: it is used up. */
  someonePublishes(desk: Desk, author = "Bea"): void {
    this.published = { ...this.published, version: this.published.version + 1, desk, author };
    this.noDraft();
  }

  /** Another version is in force; the draft and its revision stay as they are. */
  someoneRollsBack(desk: Desk, author = "Bea"): void {
    this.published = { ...this.published, version: this.published.version + 1, desk, author };
    if (this.draft.author !== undefined) return;
    this.draft = { ...this.draft, basedOn: this.published.version, desk };
  }

  private noDraft(): void {
    const { version, desk } = this.published;
    const { revision } = this.draft;
    this.draft = { revision: revision + 1, basedOn: version, desk, faults: [] };
  }
}

const accept = "queues[billing].acceptSeconds";
const fault: DeskFault = {
  item: accept,
  value: "500",
  code: "range",
  text: "must be 5 to 120",
  severity: "error",
};

let server: FakeServer;
let store: DraftStore;

beforeEach(async () => {
  server = new FakeServer();
  store = new DraftStore(server.api);
  await store.load();
});

describe("the draft", () => {
  test("an edit is there at once and unsaved until it is saved", async () => {
    store.put(accept, 30);
    expect(getAt(store.get().desk, accept)).toBe(30);
    expect(store.dirty()).toBe(true);
    expect(await store.save()).toBe(true);
    expect(store.dirty()).toBe(false);
    expect(getAt(server.draft.desk, accept)).toBe(30);
  });

  test("an edit that is taken back by hand leaves nothing to save", () => {
    store.put(accept, 30);
    store.put(accept, 20);
    expect(store.dirty()).toBe(false);
  });

  test("what is typed while it is being saved stays", async () => {
    store.put(accept, 30);
    const saving = store.save();
    store.put("queues[billing].name", "Bills");
    await saving;
    expect(store.get().desk.queues[0]?.name).toBe("Bills");
    expect(store.dirty()).toBe(true);
  });

  test("somebody else's saved draft is taken in, mine stands where both changed", async () => {
    const theirs = setAt(setAt(server.draft.desk, accept, 60), "queues[billing].maxRounds", 9);
    server.someoneSaves(theirs);
    store.put(accept, 30);
    expect(await store.save()).toBe(true);
    expect(server.draft.desk.queues[0]).toMatchObject({ acceptSeconds: 30, maxRounds: 9 });
    expect(store.get().collisions).toEqual([accept]);
  });

  test("a file that cannot be read is refused with its wrong places", async () => {
    const rule = "must be one of exclusive, autoAccept";
    const details = [{ field: "file.desk.queues[billing].offerMode", value: "x", rule }];
    const strict = new DraftStore({
      ...server.api,
      import: () => no("invalid", { code: "invalid", details }),
    });
    await strict.load();
    expect(await strict.import({})).toBe(false);
    expect(strict.get()).toMatchObject({ refused: "invalid", refusedPlaces: details });
  });

  test("an edit is saved on top of what was published meanwhile and takes nothing of it back", async () => {
    const theirs = setAt(sampleDesk(), accept, 40);
    server.published = { ...server.published, version: 4, desk: theirs };
    server.draft = { ...server.draft, revision: 7, basedOn: 4, desk: theirs };
    store.put("queues[billing].maxRounds", 9);
    expect(await store.save()).toBe(true);
    expect(store.behind()).toBe(false);
    expect(store.get().published.version).toBe(4);
    expect(server.draft.desk.queues[0]).toMatchObject({ acceptSeconds: 40, maxRounds: 9 });
    expect(await store.publish("")).toBe(true);
  });

  test("others' drafts are taken in by a refresh only while nothing was edited here", async () => {
    server.someoneSaves(setAt(server.draft.desk, accept, 60));
    await store.refresh();
    expect(getAt(store.get().desk, accept)).toBe(60);
    store.put(accept, 61);
    server.someoneSaves(setAt(server.draft.desk, accept, 62));
    await store.refresh();
    expect(getAt(store.get().desk, accept)).toBe(61);
  });

  test("a refresh that was on its way takes away neither an edit nor what was published meanwhile", async () => {
    const slow = new DraftStore({ ...server.api, published: () => later(server.published) });
    await slow.load();
    const typing = slow.refresh();
    slow.put(accept, 30);
    await typing;
    expect(getAt(slow.get().desk, accept)).toBe(30);
    expect(await slow.save()).toBe(true);

    const before = server.published;
    let arrive: (stale: HttpReply<DeskPublished>) => void = () => undefined;
    const held = new Promise<HttpReply<DeskPublished>>((resolve) => (arrive = resolve));
    const answers = [ok(before), held];
    const late = new DraftStore({
      ...server.api,
      published: () => answers.shift() ?? ok(server.published),
    });
    await late.load();
    const refreshing = late.refresh();
    expect(await late.publish("")).toBe(true);
    arrive(await ok(before));
    await refreshing;
    expect(late.get().published.version).toBe(before.version + 1);
  });

  test("what was done and cannot be read back says so", async () => {
    let away = false;
    const cut = new DraftStore({
      ...server.api,
      published: () => (away ? no("network") : ok(server.published)),
    });
    await cut.load();
    away = true;
    expect(await cut.publish("")).toBe(true);
    expect(cut.get()).toMatchObject({ refused: "unseen", busy: "no" });
  });

  test("reverting goes back to what was saved", () => {
    store.put(accept, 30);
    store.markUnreadable("queues[billing].maxRounds", true);
    store.revert();
    expect(store.dirty()).toBe(false);
    expect(store.get().unreadable.size).toBe(0);
  });

  test("a draft that cannot be read says why and can be tried again", async () => {
    const failing = new DraftStore({ ...server.api, draft: () => no("network") });
    await failing.load();
    expect(failing.get()).toMatchObject({ phase: "failed", code: "network" });
  });
});

describe("faults", () => {
  test("stand until their place is edited", async () => {
    server.faultsOfNextSave = [fault];
    store.put(accept, 500);
    await store.save();
    expect(store.faults()).toEqual([fault]);
    store.put(accept, 30);
    expect(store.faults()).toEqual([]);
    store.put(accept, 500);
    expect(store.faults()).toEqual([fault]);
  });

  test("of a refused publication are taken from the refusal", async () => {
    server.draft = { ...server.draft, faults: [fault] };
    expect(await store.publish("")).toBe(false);
    expect(store.get()).toMatchObject({ refused: "invalid_desk", busy: "no" });
    expect(store.faults()).toEqual([fault]);
  });
});

test("publishing saves first and leaves nothing unpublished", async () => {
  store.put(accept, 30);
  expect(store.unpublished()).toBe(1);
  expect(await store.publish("Longer ringing")).toBe(true);
  expect(store.get().published.version).toBe(4);
  expect(store.unpublished()).toBe(0);
});

test("what was published since the draft was begun is taken in before it can be published", async () => {
  server.published = {
    ...server.published,
    version: 4,
    desk: setAt(sampleDesk(), "queues[billing].maxRounds", 9),
  };
  store.put(accept, 30);
  await store.save();
  await store.load();
  expect(store.behind()).toBe(true);
  expect(await store.catchUp()).toBe(true);
  expect(store.behind()).toBe(false);
  expect(server.draft.desk.queues[0]).toMatchObject({ acceptSeconds: 30, maxRounds: 9 });
});

describe("what somebody else did meanwhile", () => {
  const rounds = "queues[billing].maxRounds";
  const longer = () => setAt(server.draft.desk, accept, 60);

  test.each([
    ["publish", () => store.publish("")],
    ["discard", () => store.discard()],
  ])("stops %s once, is shown and named, and the next try is done", async (_, command) => {
    store.put(rounds, 9);
    await store.save();
    server.someoneSaves(longer());
    expect(await command()).toBe(false);
    expect(store.get()).toMatchObject({
      busy: "no",
      refused: undefined,
      meanwhile: { kind: "saved", saver: "Bea", stopped: true },
    });
    expect(store.get().desk.queues[0]).toMatchObject({ acceptSeconds: 60, maxRounds: 9 });
    expect(await command()).toBe(true);
    expect(store.get().meanwhile).toBeUndefined();
  });

  test("is not published unseen along with edits that were not saved yet", async () => {
    store.put(rounds, 9);
    server.someoneSaves(longer());
    expect(await store.publish("")).toBe(false);
    expect(server.published.version).toBe(3);
    expect(store.get()).toMatchObject({ busy: "no", meanwhile: { saver: "Bea", stopped: true } });
    expect(await store.publish("")).toBe(true);
    expect(server.published.desk.queues[0]).toMatchObject({ acceptSeconds: 60, maxRounds: 9 });
  });

  test("as a publication is under the edits made here and stays in force", async () => {
    server.someonePublishes(longer());
    store.put(rounds, 9);
    expect(await store.save()).toBe(true);
    expect(store.get()).toMatchObject({
      published: { version: 4 },
      saved: { basedOn: 4 },
      meanwhile: { kind: "published", publisher: "Bea", version: 4, stopped: false },
    });
    expect(store.behind()).toBe(false);
    expect(getAt(server.draft.desk, accept)).toBe(60);
    expect(await store.publish("")).toBe(true);
    expect(server.published.desk.queues[0]).toMatchObject({ acceptSeconds: 60, maxRounds: 9 });
  });

  test("never makes a draft older than what is in force, whatever this page knows of it", async () => {
    server.draft = { ...server.draft, basedOn: 4 };
    await store.load();
    expect(store.behind()).toBe(false);
  });

  test("where nobody had saved a draft is not undone by the first save", async () => {
    server.someoneRollsBack(setAt(sampleDesk(), accept, 60));
    store.put(rounds, 9);
    await store.save();
    expect(await store.publish("")).toBe(false);
    expect(store.get().meanwhile).toMatchObject({ kind: "overtaken", version: 4 });
    expect(store.behind()).toBe(true);
    expect(await store.catchUp()).toBe(true);
    expect(await store.publish("")).toBe(true);
    expect(server.published.desk.queues[0]).toMatchObject({ acceptSeconds: 60, maxRounds: 9 });
  });

  test("stops taking in an older version, and the edits made here are as they were", async () => {
    store.put(rounds, 9);
    await store.save();
    server.someoneRollsBack(setAt(sampleDesk(), accept, 60));
    await store.load();
    server.someonePublishes(setAt(sampleDesk(), accept, 61));
    expect(await store.catchUp()).toBe(false);
    expect(getAt(server.published.desk, accept)).toBe(61);
    expect(getAt(store.get().desk, accept)).toBe(61);
    expect(store.behind()).toBe(false);
  });

  test("stands where both changed one place, until this one saves, and is named", async () => {
    server.someonePublishes(longer());
    store.put(accept, 30);
    expect(await store.discard()).toBe(false);
    expect(store.get().collisions).toEqual([accept]);
    expect(getAt(store.get().saved.desk, accept)).toBe(60);
    store.revert();
    expect(getAt(store.get().desk, accept)).toBe(60);
  });

  test("as a discarded draft leaves the edits made here", async () => {
    server.someoneSaves(longer());
    await store.load();
    store.put(rounds, 9);
    await server.api.discard(server.draft.revision);
    expect(await store.save()).toBe(true);
    expect(store.get().meanwhile?.kind).toBe("discarded");
    expect(server.draft.desk.queues[0]).toMatchObject({ acceptSeconds: 20, maxRounds: 9 });
  });

  test("that cannot be read says why, and the next try reads it", async () => {
    server.someoneSaves(longer());
    let away = true;
    const cut = new DraftStore({
      ...server.api,
      published: () => (away ? no("network") : ok(server.published)),
    });
    away = false;
    await cut.load();
    server.someoneSaves(setAt(server.draft.desk, accept, 61));
    away = true;
    expect(await cut.discard()).toBe(false);
    expect(cut.get()).toMatchObject({ refused: "network", busy: "no" });
    away = false;
    expect(await cut.discard()).toBe(false);
    expect(getAt(cut.get().desk, accept)).toBe(61);
  });

  test("is named when an emergency closing reads it", async () => {
    server.someoneSaves(longer());
    store.put(accept, 30);
    await store.emergency("support", true, "Storm", undefined);
    expect(store.get().collisions).toEqual([accept]);
    expect(getAt(store.get().saved.desk, accept)).toBe(60);
  });
});

test("an emergency closing is published at once and takes no unsaved edit along or away", async () => {
  store.put(accept, 30);
  await store.emergency("support", true, "Storm", undefined);
  expect(getAt(store.get().published.desk, accept)).toBe(20);
  expect(getAt(store.get().desk, accept)).toBe(30);
  expect(getAt(store.get().desk, "schedules[support].emergency.reason")).toBe("Storm");
});

test("a deletion can be taken back, the newest one", () => {
  store.remove("Chinese", remove(store.get().desk, ["skills[zh]"]));
  const first = store.get().undoable?.id ?? 0;
  store.remove("Refunds", remove(store.get().desk, ["skills[refunds]"]));
  store.forgetUndo(first);
  store.undo();
  expect(store.get().desk.skills.map((s) => s.id)).toEqual(["refunds"]);
  expect(store.get().undoable).toBeUndefined();
});
