import { useCallback } from "react";
import { useLanguage } from "../../shell/language.tsx";
import { useDraftState } from "../desk/useDraft.tsx";
import type { Desk, DeskFault } from "../desk/model.ts";
import { getAt } from "../desk/paths.ts";
import { type AdminKey, type AdminTranslate, useWords } from "../words.ts";
import { durationText } from "./duration.ts";
import { faultDetail } from "./faultDetail.ts";

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

/** Codes whose value is what stands in the field. */
const ofEntered: ReadonlySet<string> = new Set([
  "range",
  "format",
  "never_taken",
  "delay_beyond_guarantee",
  "guarantee_beyond_wait",
]);

export interface FaultReader {
  readonly t: AdminTranslate;
  readonly locale: string;
  /** Where the names of what a fault names are looked up. */
  readonly desk: Desk;
}

/** A fault in the reader's words: what was entered, what is wrong with it, and the server's own where that says more. */
export function faultText(fault: DeskFault, reader: FaultReader): string {
  const entered = enteredText(fault, reader);
  const wrong = wrongText(fault, reader);
  return entered === undefined ? wrong : sentences(entered, wrong, reader.t);
}

/** The same for the draft that is shown. */
export function useFaultText(): (fault: DeskFault) => string {
  const t = useWords();
  const { locale } = useLanguage();
  const desk = useDraftState((s) => s.desk);
  return useCallback((fault) => faultText(fault, { t, locale, desk }), [t, locale, desk]);
}

function enteredText(fault: DeskFault, { t, locale }: FaultReader): string | undefined {
  const { value } = fault;
  if (value === undefined || !ofEntered.has(fault.code)) return undefined;
  if (value.trim() === "") return t("fault.empty");
  return t("fault.entered", { value: isTime(fault) ? durationText(Number(value), locale) : value });
}

function wrongText(fault: DeskFault, { t, locale, desk }: FaultReader): string {
  const words = ownWords(fault, t, desk);
  const [, low, high] = /^must be (-?\d+) to (-?\d+)$/.exec(fault.text) ?? [];
  if (low !== undefined && high !== undefined) {
    const show = (end: string) =>
      fault.item.endsWith("Seconds") ? durationText(Number(end), locale) : Number(end);
    const range = t("fault.mustBe", { low: show(low), high: show(high) });
    return fault.code === "range" || words === undefined ? range : sentences(words, range, t);
  }
  if (words === undefined) return fault.text;
  if (told.has(fault.code) || fault.code === "cycle") return words;
  const [waits] = /\d+(?= s is over by then$)/.exec(fault.text) ?? [];
  const detail =
    waits === undefined
      ? faultDetail(fault.text, t)
      : t("faultDetail.longestWait", { value: durationText(Number(waits), locale) });
  return detail === "" ? words : t("fault.with", { fault: words, detail });
}

/** Two sentences in a row: not every language has a space between them. */
function sentences(first: string, then: string, t: AdminTranslate): string {
  return t("fault.sentences", { first, then });
}

/** What the catalogue says about it; undefined where it does not know the code. */
function ownWords(fault: DeskFault, t: AdminTranslate, desk: Desk): string | undefined {
  if (fault.code === "unknown" && (fault.value ?? "") === "") return t("fault.nothing");
  if (fault.code === "no_fallback" && fault.item.endsWith(".fallbacks")) return t("fault.noWayOut");
  const circle = fault.code === "cycle" ? /in a circle: (.+)$/.exec(fault.text)?.[1] : undefined;
  if (circle !== undefined) {
    const names = circle.split(", ").map((id) => queueName(desk, id));
    return t("fault.circle", { names: names.join(t("fault.between")) });
  }
  const key = `fault.${fault.code}` as AdminKey;
  const words = t(key, { value: fault.value ?? "" });
  return words === key ? undefined : words;
}

function queueName(desk: Desk, id: string): string {
  const name = getAt(desk, `queues[${id}].name`);
  return typeof name === "string" && name !== "" ? name : id;
}

/** A step's value is a time where its trigger counts one, as it does where the step comes too late. */
function isTime(fault: DeskFault): boolean {
  return fault.item.endsWith("Seconds") || fault.code === "never_taken";
}
