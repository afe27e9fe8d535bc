import type { ReportTable } from "@servicedesk/protocol";
import { useMemo, useState } from "react";
import { type Dates, datesOf, instantsOf, type Preset } from "./interval.ts";
import type { ReportAsked } from "./reportApi.ts";

/** What the page's fields say. */
export interface Choice {
  readonly preset: Preset;
  readonly own: Dates;
  readonly zone: string;
  readonly queue: string;
  readonly by: string;
  readonly per: string;
}

const key = "servicedesk.reports.choice";

const usualBy: Readonly<Record<ReportTable, string>> = {
  queues: "queue",
  conversations: "queue",
  agents: "agent",
  bot: "bot",
  satisfaction: "agent",
};

/** The question, kept while pages change; its zone is the reader's at first. */
export function useAsked(table: ReportTable): {
  readonly asked: ReportAsked;
  readonly choice: Choice;
  readonly choose: (change: Partial<Choice>) => void;
} {
  const [choice, setChoice] = useState<Choice>(() => ({ ...kept(), by: usualBy[table] }));
  const asked = useMemo(() => askedOf(choice), [choice]);
  const choose = (change: Partial<Choice>) => {
    const next = { ...choice, ...change };
    setChoice(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  };
  return { asked, choice, choose };
}

export function isWrong({ preset, own }: Choice): boolean {
  return preset === "own" && (own.from === "" || own.to < own.from);
}

function askedOf(choice: Choice): ReportAsked {
  const { zone, queue, by, per } = choice;
  const preset = isWrong(choice) ? "today" : choice.preset;
  const dates = preset === "own" ? choice.own : datesOf(preset, zone, Date.now());
  return { ...instantsOf(dates, zone), zone, queue, by, per };
}

function kept(): Choice {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const first: Choice = {
    preset: "today",
    own: datesOf("today", zone, Date.now()),
    zone,
    queue: "",
    by: "none",
    per: "whole",
  };
  const text = sessionStorage.getItem(key);
  if (text === null) return first;
  try {
    return { ...first, ...(JSON.parse(text) as Partial<Choice>) };
  } catch {
    return first;
  }
}
