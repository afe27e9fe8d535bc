import type { FieldFault } from "@servicedesk/protocol";
import type { HttpReply } from "../../staff/staffApi.ts";
import { changesBetween, merged, same, sharing } from "./changes.ts";
import { deskApi, detailsOf, faultsOf } from "./deskApi.ts";
import {
  type Desk,
  type DeskDraft,
  type DeskFault,
  type DeskPublished,
  emptyDesk,
} from "./model.ts";
import { listed, neighbourOf } from "./neighbours.ts";
import { type Meanwhile, meanwhileOf } from "./meanwhile.ts";
import { getAt, parentOf, setAt } from "./paths.ts";
import type { Removal } from "./removal.ts";

/** A deletion that can be taken back for a while. */
export interface Undoable {
  readonly id: number;
  /** What was removed, by its own name. */
  readonly name: string;
  /** Where it stood. */
  readonly place: string | undefined;
  readonly restore: (desk: Desk) => Desk;
}

export interface DraftState {
  readonly phase: "loading" | "failed" | "ready";
  /** Why it could not be read. */
  readonly code?: string | undefined;
  readonly published: DeskPublished;
  /** The draft as the server has it. */
  readonly saved: DeskDraft;
  /** The draft with the edits made here. */
  readonly desk: Desk;
  readonly busy: "no" | "saving" | "publishing" | "other";
  /** Places at which somebody else's saved change gave way to the one made here. */
  readonly collisions: readonly string[];
  /** What somebody else did to the draft or the desk, found out by the last command. */
  readonly meanwhile?: Meanwhile | undefined;
  /** Why the last command was refused; faults are told at their places. */
  readonly refused?: string | undefined;
  /** What of the command the server could not read. */
  readonly refusedPlaces: readonly FieldFault[];
  readonly undoable: Undoable | undefined;
  /** Fields whose text is no value, by their paths. */
  readonly unreadable: ReadonlySet<string>;
  /** The place that the next page shown moves the focus to. */
  readonly sought?: string | undefined;
}

const start: DraftState = {
  phase: "loading",
  published: { version: 0, publishedAt: "", author: "", desk: emptyDesk },
  saved: { revision: 0, basedOn: 0, desk: emptyDesk, faults: [] },
  desk: emptyDesk,
  busy: "no",
  refusedPlaces: [],
  collisions: [],
  undoable: undefined,
  unreadable: new Set(),
};

export type DraftApi = typeof deskApi;

/** So often a save is tried over what others saved in the same moment. */
const saveTries = 3;

/** The draft of the configuration while it is worked on. Listeners are told at once: fields are controlled by it. */
export class DraftStore {
  private state = start;
  private readonly listeners = new Set<() => void>();
  private readonly api: DraftApi;
  private lastUndo = 0;

  constructor(api: DraftApi = deskApi) {
    this.api = api;
  }

  readonly get = (): DraftState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Whether something was edited here that the server does not have. */
  dirty(): boolean {
    return !same(this.state.desk, this.state.saved.desk);
  }

  edit(change: (desk: Desk) => Desk): void {
    this.set({ desk: change(this.state.desk), refused: undefined });
  }

  /** Sets the value at a path; undefined means that nothing is given. */
  put(path: string, value: unknown): void {
    this.edit((desk) => setAt(desk, path, value));
  }

  /**
   * Removes something so that it can be taken back.
   * @param place of what goes: the focus, which goes with it, moves to what stands beside it.
   * @param beside what that is, where it is not the list's next item.
   */
  remove(name: string, removal: Removal, place?: string, beside?: string): void {
    const { desk } = this.state;
    const next = beside ?? (place === undefined ? undefined : neighbourOf(desk, place));
    const undoable = { id: ++this.lastUndo, name, place, restore: removal.restore };
    const sought = next?.endsWith("]") ? listed(next) : next;
    this.set({ desk: removal.desk, undoable, refused: undefined, sought });
  }

  undo(): void {
    const { undoable, desk } = this.state;
    if (!undoable) return;
    const sought = undoable.place === undefined ? undefined : listed(undoable.place);
    this.set({ desk: undoable.restore(desk), undoable: undefined, sought });
  }

  forgetUndo(id: number): void {
    if (this.state.undoable?.id === id) this.set({ undoable: undefined });
  }

  markUnreadable(path: string, unreadable: boolean): void {
    if (this.state.unreadable.has(path) === unreadable) return;
    const next = new Set(this.state.unreadable);
    if (unreadable) next.add(path);
    else next.delete(path);
    this.set({ unreadable: next });
  }

  seek(path: string | undefined): void {
    this.set({ sought: path });
  }

  /** Faults of the last save, without those at places that were edited since. */
  faults(): readonly DeskFault[] {
    const { saved, desk } = this.state;
    return standing(saved.faults, saved.desk, desk);
  }

  /** @param wanted asked when the answer is here: what is done here while it is on its way can make it stale. */
  async load(wanted: () => boolean = () => true): Promise<boolean> {
    if (this.state.phase !== "ready") this.set({ phase: "loading", code: undefined });
    const [published, draft] = await Promise.all([this.api.published(), this.api.draft()]);
    if (!wanted()) return false;
    if (published.ok && draft.ok) {
      const desk = sharing(published.value.desk, draft.value.desk);
      this.set({
        phase: "ready",
        published: published.value,
        saved: { ...draft.value, desk },
        desk,
        collisions: [],
        unreadable: new Set(),
      });
      return true;
    }
    const failed = published.ok ? draft : published;
    if (this.state.phase !== "ready" && !failed.ok)
      this.set({ phase: "failed", code: failed.code });
    return false;
  }

  /** Takes in what others saved, if nothing was edited here. */
  async refresh(): Promise<void> {
    const { phase, busy, saved, desk } = this.state;
    if (phase !== "ready" || busy !== "no" || this.dirty()) return;
    await this.load(() => {
      const now = this.state;
      return now.busy === "no" && now.saved === saved && now.desk === desk;
    });
  }

  /** Whether something was published since the draft was begun: it must be taken account of before publishing. */
  behind(): boolean {
    const { saved, published } = this.state;
    return saved.basedOn < published.version;
  }

  /** Takes in what was published since the draft was begun; where both changed one place, the draft stands. */
  async catchUp(): Promise<boolean> {
    const { saved, published } = this.state;
    this.begin("saving");
    const base = await this.api.version(saved.basedOn);
    if (!base.ok) {
      this.refuse(base);
      return false;
    }
    const { desk } = this.state;
    const both = merged(base.value.desk, desk, published.desk);
    const reply = await this.api.save(saved.revision, both.desk, published.version);
    // What is there by now may hold these changes already, or others: only the reader can tell what to do.
    if (conflicts(reply)) return this.stopped(reply);
    if (!reply.ok) {
      this.refuse(reply);
      return false;
    }
    this.set({ collisions: both.collisions });
    this.stored(desk, reply.value);
    return true;
  }

  async save(): Promise<boolean> {
    this.begin("saving");
    for (let left = saveTries; ; left--) {
      const { desk, saved } = this.state;
      const reply = await this.api.save(saved.revision, desk, begunFrom(saved));
      if (reply.ok) {
        this.stored(desk, reply.value);
        return true;
      }
      if (!conflicts(reply) || left === 1) {
        this.refuse(reply);
        return false;
      }
      if (!(await this.takeTheirs(false))) return false;
    }
  }

  /** Forgets the edits made here since the last save. */
  revert(): void {
    this.set({
      desk: this.state.saved.desk,
      refused: undefined,
      meanwhile: undefined,
      collisions: [],
      undoable: undefined,
      unreadable: new Set(),
    });
  }

  /** Throws the whole draft away, saved edits too: the published version stands again. */
  async discard(): Promise<boolean> {
    return this.command(() => this.api.discard(this.state.saved.revision));
  }

  async publish(note: string): Promise<boolean> {
    if (this.dirty()) {
      if (!(await this.save())) return false;
      const { meanwhile } = this.state;
      // Nobody has looked yet at what the save took in.
      if (meanwhile) {
        this.set({ meanwhile: { ...meanwhile, stopped: true } });
        return false;
      }
    }
    this.begin("publishing");
    return this.command(() => this.api.publish(this.state.saved.revision, note));
  }

  async rollBack(version: number, note: string): Promise<boolean> {
    return this.command(() => this.api.rollBack(version, note));
  }

  async import(file: unknown): Promise<boolean> {
    return this.command(() => this.api.import(this.state.saved.revision, file));
  }

  async emergency(
    schedule: string,
    closed: boolean,
    reason: string,
    until: string | undefined,
  ): Promise<boolean> {
    return this.command(() => this.api.emergency(schedule, closed, reason, until), true);
  }

  /** How much of the draft is not published yet. */
  unpublished(): number {
    return changesBetween(this.state.published.desk, this.state.desk).length;
  }

  private async command(
    run: () => Promise<HttpReply<unknown>>,
    keepEdits = false,
  ): Promise<boolean> {
    if (this.state.busy === "no") this.begin("other");
    const { saved, desk } = this.state;
    const reply = await run();
    if (conflicts(reply)) return this.stopped(reply);
    if (!reply.ok) {
      this.refuse(reply);
      return false;
    }
    const seen = await this.load();
    this.set({ busy: "no", undoable: undefined, refused: seen ? undefined : "unseen" });
    if (keepEdits) {
      const both = merged(saved.desk, desk, this.state.desk);
      this.set({ desk: both.desk, collisions: both.collisions });
    }
    return true;
  }

  /** A command that came too late: what is there is shown, so that it can be done again. */
  private async stopped(reply: HttpReply<unknown>): Promise<false> {
    if (!(await this.takeTheirs(true))) return false;
    this.set({ busy: "no" });
    if (!this.state.meanwhile) this.refuse(reply);
    return false;
  }

  /** Reads what others made of the draft and of the desk, with the edits made here on top of it. */
  private async takeTheirs(stopped: boolean): Promise<boolean> {
    const [published, draft] = await Promise.all([this.api.published(), this.api.draft()]);
    if (!published.ok || !draft.ok) {
      this.refuse(published.ok ? draft : published);
      return false;
    }
    const before = this.state;
    const now = { published: published.value, saved: draft.value };
    const theirs = sharing(now.published.desk, now.saved.desk);
    const both = merged(before.saved.desk, before.desk, theirs);
    const found = meanwhileOf(before, now);
    this.set({
      published: now.published,
      saved: { ...now.saved, desk: theirs },
      desk: both.desk,
      collisions: both.collisions,
      meanwhile: found ? { ...found, stopped } : before.meanwhile,
    });
    return true;
  }

  private begin(busy: DraftState["busy"]): void {
    this.set({ busy, refused: undefined, meanwhile: undefined });
  }

  /** @param sent what was stored; what was typed while the answer was on its way stays typed. */
  private stored(sent: Desk, answer: DeskDraft): void {
    const { desk: meanwhile, published } = this.state;
    const desk = sharing(published.desk, sharing(sent, answer.desk));
    const next = same(meanwhile, sent) ? desk : merged(sent, meanwhile, desk).desk;
    this.set({ saved: { ...answer, desk }, desk: next, busy: "no" });
  }

  private refuse(reply: HttpReply<unknown>): void {
    if (reply.ok) return;
    const faults = faultsOf(reply);
    const { saved } = this.state;
    this.set({
      busy: "no",
      refused: reply.code,
      refusedPlaces: detailsOf(reply),
      saved: faults.length > 0 ? { ...saved, faults } : saved,
    });
  }

  private set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}

/** Of a draft that nobody saved yet the server knows no version: another one may be in force than these edits were made on. */
function begunFrom(saved: DeskDraft): number | undefined {
  return saved.author === undefined ? saved.basedOn : undefined;
}

function conflicts(reply: HttpReply<unknown>): boolean {
  return !reply.ok && reply.code === "version_conflict";
}

/** A fault whose place has another value by now may be mended: the next save tells. */
export function standing(
  faults: readonly DeskFault[],
  checked: Desk,
  now: Desk,
): readonly DeskFault[] {
  return faults.filter((fault) => {
    // What a path does not lead to, such as a day of the week, changes with what encloses it.
    let place: string | undefined = fault.item;
    while (
      place !== undefined &&
      getAt(checked, place) === undefined &&
      getAt(now, place) === undefined
    )
      place = parentOf(place);
    return place === undefined || same(getAt(checked, place), getAt(now, place));
  });
}
