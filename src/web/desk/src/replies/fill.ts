import type { SessionRow } from "@servicedesk/protocol";

const variable = /\{\{([^{}\n]{1,60})\}\}/g;

/** The names that saved replies use. */
const known = [
  "visitor.name",
  "agent.name",
  "queue",
  "entryPoint",
  "page.title",
  "page.url",
] as const;

/** The variables that the desk fills in, as they are written in a text. */
export const knownVariables = known.map((name) => `{{${name}}}`);

/** What the desk knows of a session. */
export function valuesOf(row: SessionRow, agent: string, queue: string | undefined) {
  return {
    "visitor.name": row.visitorName,
    "agent.name": agent,
    queue,
    entryPoint: row.entryPoint,
    "page.title": row.page.title,
    "page.url": row.page.url,
  } satisfies Record<(typeof known)[number], string | undefined>;
}

export type Values = Readonly<Record<string, string | undefined>>;

/** Puts values in the place of their variables; a variable without one stays. */
export function fill(text: string, values: Values): string {
  return text.replace(variable, (whole, name: string) => {
    const value = values[name.trim()];
    return value === undefined || value === "" ? whole : value;
  });
}

/** The variables that are still open, each once, as they stand in the text. */
export function openVariables(text: string): readonly string[] {
  return [...new Set(text.match(variable) ?? [])];
}
