import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import type { DraftState, DraftStore } from "./DraftStore.ts";
import type { DeskFault } from "./model.ts";
import { getAt, isWithin } from "./paths.ts";

export const DraftContext = createContext<DraftStore | undefined>(undefined);

export function useDraft(): DraftStore {
  const store = useContext(DraftContext);
  if (!store) throw new Error("useDraft is used outside of DraftContext");
  return store;
}

/** A part of the draft's state; what it returns must be the same object while nothing changed. */
export function useDraftState<T>(select: (state: DraftState) => T): T {
  const store = useDraft();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

/** The value at a path of the draft. */
export function useValue(path: string): unknown {
  return useDraftState((s) => getAt(s.desk, path));
}

/** Every fault that stands. */
export function useFaults(): readonly DeskFault[] {
  const store = useDraft();
  const state = useDraftState((s) => s.saved);
  const desk = useDraftState((s) => s.desk);
  // Both are read by faults() itself.
  return useMemo(() => {
    void state;
    void desk;
    return store.faults();
  }, [store, state, desk]);
}

export function useFaultsWithin(place: string): readonly DeskFault[] {
  const faults = useFaults();
  return useMemo(() => faults.filter((fault) => isWithin(fault.item, place)), [faults, place]);
}
