import type { DeskState, Toast } from "../state/deskState.ts";
import type { FrameStore } from "../state/frameStore.ts";

const shownForMs = 6_000;

/** Short messages at the edge of the screen; they never take the focus. */
export class Toasts {
  private readonly store: FrameStore<DeskState>;
  private last = 0;

  constructor(store: FrameStore<DeskState>) {
    this.store = store;
  }

  /** @returns how to take it away before its time. */
  show(toast: Omit<Toast, "id">, forMs = shownForMs): () => void {
    const id = ++this.last;
    this.store.update((s) => ({ ...s, toasts: [...s.toasts.slice(-3), { ...toast, id }] }));
    const remove = () =>
      this.store.update((s) => ({ ...s, toasts: s.toasts.filter((t) => t.id !== id) }));
    setTimeout(remove, forMs);
    return remove;
  }
}
