import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { emptyOrder, holdOrder, type HeldOrder } from "../state/heldOrder.ts";

interface HeldOrderControl extends HeldOrder {
  /** Lets the wanted order through although the list is held. */
  readonly apply: () => void;
  readonly handlers: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: { currentTarget: Element; relatedTarget: EventTarget | null }) => void;
  };
}

/** Keeps a list's order still while the pointer is over it or a row has focus. */
export function useHeldOrder(wanted: readonly number[]): HeldOrderControl {
  const [over, setOver] = useState(false);
  const [focused, setFocused] = useState(false);
  const [order, setOrder] = useState<HeldOrder>(() => holdOrder(emptyOrder, wanted, false));
  const held = over || focused;
  const next = holdOrder(order, wanted, held);
  if (next !== order) setOrder(next);
  const apply = useCallback(() => setOrder(holdOrder(emptyOrder, wanted, false)), [wanted]);
  const handlers = useMemo(
    () => ({
      onPointerEnter: () => setOver(true),
      onPointerLeave: () => setOver(false),
      onFocus: () => setFocused(true),
      onBlur: (event: { currentTarget: Element; relatedTarget: EventTarget | null }) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) setFocused(false);
      },
    }),
    [],
  );
  return { ...next, apply, handlers };
}

/** Lets what stands outside of React ask for the newest value. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
