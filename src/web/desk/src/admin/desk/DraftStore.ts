import type { HttpReply } from "../../staff/staffApi.ts";
import { changesBetween, merged, same, sharing } from "./changes.ts";
import { deskApi, detailsOf, faultsOf, type FieldFault } from "./deskApi.ts";
import {
  type Desk,
  type DeskDraft,
  type DeskFault,
  type DeskPublished,
  emptyDesk,
} from "./model.ts";
import { listed, neighbourOf } from "./neighbours.ts";
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
    const base = await this.api.version(saved.basedOn);
    if (!base.ok) {
      this.refuse(base);
      return false;
    }
    const both = merged(base.value.desk, this.state.desk, published.desk);
    this.set({ desk: both.desk, collisions: both.collisions });
    return this.save(published.version);
  }

  /** @param basedOn the published version that the edits take account of, where that is another than before. */
  async save(basedOn?: number): Promise<boolean> {
    this.set({ busy: "saving", refused: undefined });
    let { desk, saved } = this.state;
    let reply = await this.api.save(saved.revision, desk, basedOn);
    // Whoever takes a published version in looks first at what has come since.
    if (isConflict(reply) && basedOn === undefined && (await this.takeIn())) {
      ({ desk, saved } = this.state);
      reply = await this.api.save(saved.revision, desk);
    }
    if (!reply.ok) {
      await this.refused(reply);
      return false;
    }
    // What was typed while the answer was on its way stays typed.
    const meanwhile = this.state.desk;
    const stored = sharing(this.state.published.desk, sharing(desk, reply.value.desk));
    const next = same(meanwhile, desk) ? stored : merged(desk, meanwhile, stored).desk;
    this.set({ saved: { ...reply.value, desk: stored }, desk: next, busy: "no" });
    return true;
  }

  /** Reads what others saved and published meanwhile; the edits made here stay on top of it. */
  private async takeIn(): Promise<boolean> {
    const [published, draft] = await Promise.all([this.api.published(), this.api.draft()]);
    if (!published.ok || !draft.ok) return false;
    const theirs = sharing(published.value.desk, draft.value.desk);
    const both = merged(this.state.saved.desk, this.state.desk, theirs);
    this.set({
      published: published.value,
      saved: { ...draft.value, desk: theirs },
      desk: both.desk,
      collisions: both.collisions,
    });
    return true;
  }

  /** Forgets the edits made here since the last save. */
  revert(): void {
    this.set({
      desk: this.state.saved.desk,
      refused: undefined,
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
    if (this.dirty() && !(await this.save())) return false;
    this.set({ busy: "publishing" });
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
    if (this.state.busy === "no") this.set({ busy: "other" });
    const { saved, desk } = this.state;
    const reply = await run();
    if (!reply.ok) {
      await this.refused(reply);
      return false;
    }
    const seen = await this.load();
    this.set({ busy: "no", undoable: undefined, refused: seen ? undefined : "unseen" });
    if (keepEdits) this.edit((fresh) => merged(saved.desk, desk, fresh).desk);
    return true;
  }

  /** What others did is shown before it is tried again: with what was known here it would be refused for ever. */
  private async refused(reply: HttpReply<unknown>): Promise<void> {
    if (isConflict(reply)) await this.takeIn();
    this.refuse(reply);
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

function isConflict(reply: HttpReply<unknown>): boolean {
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
