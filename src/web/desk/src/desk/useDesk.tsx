import { createContext, useContext, useSyncExternalStore } from "react";
import type { DeskState } from "../state/deskState.ts";
import type { Desk } from "./Desk.ts";

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk is used outside of DeskContext");
  return desk;
}

/** A part of the desk's state; rendered anew, at most once per frame, when that part is another one. */
export function useDeskState<T>(select: (state: DeskState) => T): T {
  const { store } = useDesk();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
