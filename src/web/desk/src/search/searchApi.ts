import type { SearchPage } from "@servicedesk/protocol";
import { ask } from "../staff/staffApi.ts";

/** What the page's fields say; dates as the reader writes them, empty for any. */
export interface Wanted {
  readonly text: string;
  readonly visitor: string;
  readonly agent: string;
  readonly queue: string;
  readonly topic: string;
  readonly tag: string;
  readonly from: string;
  readonly to: string;
}

export const nothingWanted: Wanted = {
  text: "",
  visitor: "",
  agent: "",
  queue: "",
  topic: "",
  tag: "",
  from: "",
  to: "",
};

const names = Object.keys(nothingWanted) as (keyof Wanted)[];

export function isEmpty(wanted: Wanted): boolean {
  return names.every((name) => wanted[name].trim() === "");
}

export function isBackwards({ from, to }: Wanted): boolean {
  return from !== "" && to !== "" && to < from;
}

/** The page's address holds what is looked for, so that going back shows it again. */
export function wantedOf(address: string): Wanted {
  const query = new URLSearchParams(address);
  return names.reduce<Wanted>(
    (wanted, name) => ({ ...wanted, [name]: query.get(name) ?? "" }),
    nothingWanted,
  );
}

export function addressOf(wanted: Wanted): string {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = wanted[name].trim();
    if (value !== "") query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? "/desk/search" : `/desk/search?${text}`;
}

/** A day begins at the reader's midnight; the last day counts whole. */
export function queryOf(wanted: Wanted, before?: number): string {
  const query = new URLSearchParams();
  for (const name of ["text", "visitor", "agent", "queue", "topic", "tag"] as const) {
    const value = wanted[name].trim();
    if (value !== "") query.set(name, value);
  }
  if (wanted.from !== "") query.set("from", new Date(`${wanted.from}T00:00:00`).toISOString());
  if (wanted.to !== "") {
    const end = new Date(`${wanted.to}T00:00:00`);
    end.setDate(end.getDate() + 1);
    query.set("to", end.toISOString());
  }
  if (before !== undefined) query.set("before", String(before));
  return query.toString();
}

export const searchApi = {
  page: (wanted: Wanted, before?: number) =>
    ask<SearchPage>("GET", `/api/search?${queryOf(wanted, before)}`),
};
