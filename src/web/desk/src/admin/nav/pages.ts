import type { AdminKey } from "../words.ts";

/** The administration pages as their paths behind /desk/admin/ name them, in the order of the navigation. */
export const adminPages = [
  "overview",
  "hours",
  "entry-points",
  "channels",
  "routing",
  "queues",
  "overflow",
  "forecast",
  "agents",
  "skills",
  "rules-of-work",
  "content-rules",
  "surveys",
  "publish",
  "versions",
  "audit",
  "bans",
] as const;

export type AdminPage = (typeof adminPages)[number];

export interface PageGroup {
  readonly label: AdminKey;
  readonly pages: readonly AdminPage[];
}

export const pageGroups: readonly PageGroup[] = [
  { label: "nav.group.desk", pages: ["overview"] },
  { label: "nav.group.reach", pages: ["hours", "entry-points", "channels"] },
  { label: "nav.group.routing", pages: ["routing", "queues", "overflow", "forecast"] },
  { label: "nav.group.people", pages: ["agents", "skills", "rules-of-work"] },
  { label: "nav.group.messages", pages: ["content-rules"] },
  { label: "nav.group.after", pages: ["surveys"] },
  { label: "nav.group.changes", pages: ["publish", "versions", "audit", "bans"] },
];

export interface AdminPlace {
  readonly page: AdminPage;
  /** What is open on the page, for example a queue's id. */
  readonly item: string | undefined;
  /** A part of the item, for example its ladder. */
  readonly part: string | undefined;
}

export function placeOf(subPath: string): AdminPlace {
  const [name, item, part] = subPath.split("/");
  const page = adminPages.find((one) => one === name) ?? "overview";
  return { page, item: item === "" ? undefined : item, part: part === "" ? undefined : part };
}

export function pathOf(page: AdminPage, item?: string | number, part?: string): string {
  const parts = [page === "overview" && item === undefined ? "" : page, item, part];
  const encoded = parts
    .filter((one) => one !== undefined && one !== "")
    .map((one) => encodeURIComponent(String(one)));
  return ["/desk/admin", ...encoded].join("/");
}
