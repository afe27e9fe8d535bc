import { type ReactNode, useEffect, useRef } from "react";
import { useDraft, useDraftState, useFaults } from "../desk/useDraft.tsx";
import { faultsAt } from "../desk/faults.ts";
import type { DeskFault } from "../desk/model.ts";
import { useLanguage } from "../../shell/language.tsx";
import { type AdminKey, type AdminTranslate, useWords } from "../words.ts";
import { durationText } from "./duration.ts";

/** Codes of which the server's English sentence tells nothing that the catalogue's does not. */
const told: ReadonlySet<string> = new Set([
  "unknown",
  "duplicate",
  "no_default",
  "never_opens",
  "skill_nobody_has",
  "no_fallback",
  "emergency",
  "no_account",
]);

/** A fault in the reader's words, with the server's own where they say more. */
export function faultText(fault: DeskFault, t: AdminTranslate, locale: string): string {
  const key = `fault.${fault.code}` as AdminKey;
  const [, low, high] = /^must be (-?\d+) to (-?\d+)$/.exec(fault.text) ?? [];
  const words = t(key, { value: fault.value ?? "" });
  if (low !== undefined && high !== undefined) {
    const show = (end: string) =>
      fault.item.endsWith("Seconds") ? durationText(Number(end), locale) : Number(end);
    const range = t("fault.mustBe", { low: show(low), high: show(high) });
    return fault.code === "range" || words === key ? range : `${words} ${range}`;
  }
  if (words === key) return fault.text;
  return told.has(fault.code) ? words : `${words} (${fault.text})`;
}

/** The errors at a path in one text, and the warnings in another. */
export function usePlaceFaults(path: string): {
  readonly error: string | undefined;
  readonly warning: string | undefined;
} {
  const t = useWords();
  const { locale } = useLanguage();
  const faults = faultsAt(useFaults(), path);
  const words = (severity: DeskFault["severity"]) => {
    const found = faults.filter((fault) => fault.severity === severity);
    return found.length > 0
      ? found.map((fault) => faultText(fault, t, locale)).join(" ")
      : undefined;
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
