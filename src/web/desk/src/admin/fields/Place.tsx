import { type ReactNode, useEffect, useRef } from "react";
import { useDraft, useDraftState, useFaults } from "../desk/useDraft.tsx";
import { faultsAt } from "../desk/faults.ts";
import type { DeskFault } from "../desk/model.ts";
import { useFaultText } from "./faultText.ts";

/** The errors at a path in one text, and the warnings in another. */
export function usePlaceFaults(path: string): {
  readonly error: string | undefined;
  readonly warning: string | undefined;
} {
  const text = useFaultText();
  const faults = faultsAt(useFaults(), path);
  const words = (severity: DeskFault["severity"]) => {
    const found = faults.filter((fault) => fault.severity === severity);
    return found.length > 0 ? found.map(text).join(" ") : undefined;
  };
  return { error: words("error"), warning: words("warning") };
}

interface PlaceProps {
  readonly path: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

const focusable = "input, select, textarea, button, a[href], [tabindex='0']";

/** The part of a page that stands for a path: whoever seeks that path finds the focus here. */
export function Place({ path, className, children }: PlaceProps) {
  const store = useDraft();
  const sought = useDraftState((s) => s.sought === path);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!sought) return;
    const target = element.current?.querySelector<HTMLElement>(focusable) ?? element.current;
    target?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
    store.seek(undefined);
  }, [sought, store]);
  return (
    <div ref={element} className={className} data-path={path} tabIndex={-1}>
      {children}
    </div>
  );
}
