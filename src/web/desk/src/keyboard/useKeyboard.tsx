import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { type DeskAction, type DeskActionContext, deskActions } from "./actions.ts";
import { KeyDispatcher } from "./dispatcher.ts";

const plainKeysKey = "servicedesk.plainKeys";
const plainKeysListeners = new Set<() => void>();

/** Whether single letters act; a choice of this browser. */
export const plainKeys = {
  get: () => localStorage.getItem(plainKeysKey) !== "0",
  set: (on: boolean) => {
    localStorage.setItem(plainKeysKey, on ? "1" : "0");
    for (const listener of plainKeysListeners) listener();
  },
  subscribe: (listener: () => void) => {
    plainKeysListeners.add(listener);
    return () => plainKeysListeners.delete(listener);
  },
};

export function usePlainKeys(): boolean {
  return useSyncExternalStore(plainKeys.subscribe, plainKeys.get);
}

/** Things that use a key themselves: Enter presses a button, arrows move within tabs, radios and messages. */
const ownEnter =
  "button, a, summary, input, [role=button], [role=tab], [role=menuitem], [role=option]";
const ownArrows = "[role=tab], [role=radio], input, [data-own-arrows] *, [data-own-arrows]";

export function useKeyboard(context: DeskActionContext): void {
  const dispatcher = useMemo(() => new KeyDispatcher(deskActions), []);
  const modal = useRef(false);
  // Looked at before anybody else hears the key: a dialog that Escape closes may be gone when it comes here.
  useEffect(() => {
    const look = () => {
      modal.current =
        document.querySelector("[role=dialog][aria-modal=true], [role=menu]") !== null;
    };
    addEventListener("keydown", look, { capture: true });
    return () => removeEventListener("keydown", look, { capture: true });
  }, []);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (event.defaultPrevented) return;
      if (event.key === "Enter" && target?.closest(ownEnter)) return;
      if (event.key.startsWith("Arrow") && target?.closest(ownArrows)) return;
      const action = dispatcher.find(event, context, plainKeys.get(), modal.current);
      if (!action) return;
      event.preventDefault();
      action.run(context);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [dispatcher, context]);
}

export const ActionsContext = createContext<DeskActionContext | undefined>(undefined);

/** An action with its context, for a button. */
export function useAction(id: string): {
  readonly action: DeskAction;
  readonly run: () => void;
  readonly can: () => boolean;
} {
  const context = useContext(ActionsContext);
  const action = deskActions.find((one) => one.id === id);
  if (!context || !action) throw new Error(`No action ${id} here`);
  return { action, run: () => action.run(context), can: () => action.when(context) };
}
