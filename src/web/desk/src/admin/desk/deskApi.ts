import { type FieldFault, uuidv7 } from "@servicedesk/protocol";
import { ask, type HttpReply } from "../../staff/staffApi.ts";
import type {
  Desk,
  DeskDraft,
  DeskFault,
  DeskPublished,
  HolidayAnswer,
  VersionRow,
} from "./model.ts";

const root = "/api/admin/desk";

/** The configuration over HTTP. Commands carry an id of their own, so that a repeated one acts once. */
/** What an exported file may hold; open to anybody. */
export const schemaAddress = "/api/desk.schema.json";

export const deskApi = {
  published: () => ask<DeskPublished>("GET", root),
  draft: () => ask<DeskDraft>("GET", `${root}/draft`),
  /** @param basedOn the published version that was taken account of; absent where that did not change. */
  save: (revision: number, desk: Desk, basedOn?: number) =>
    ask<DeskDraft>("PUT", `${root}/draft`, {
      revision,
      desk,
      ...(basedOn === undefined ? {} : { basedOn }),
    }),
  discard: (revision: number) => ask<undefined>("DELETE", `${root}/draft`, { revision }),
  publish: (revision: number, note: string) =>
    ask<DeskPublished>("POST", `${root}/publish`, {
      commandId: uuidv7(),
      revision,
      ...(note === "" ? {} : { note }),
    }),
  versions: (before?: number) =>
    ask<readonly VersionRow[]>(
      "GET",
      before === undefined ? `${root}/versions` : `${root}/versions?before=${before}`,
    ),
  version: (version: number) => ask<DeskPublished>("GET", `${root}/versions/${version}`),
  rollBack: (version: number, note: string) =>
    ask<DeskPublished>("POST", `${root}/versions/${version}/roll-back`, {
      commandId: uuidv7(),
      ...(note === "" ? {} : { note }),
    }),
  import: (revision: number, file: unknown) =>
    ask<DeskDraft>("POST", `${root}/import`, { revision, file }),
  exportAddress: (version?: number) =>
    version === undefined ? `${root}/export` : `${root}/export?version=${version}`,
  holidays: (calendar: string, zone: string, fromYear: number, years: number) =>
    ask<HolidayAnswer>("POST", `${root}/holidays`, { calendar, zone, fromYear, years }),
  emergency: (schedule: string, closed: boolean, reason: string, until: string | undefined) =>
    ask<DeskPublished>("POST", `/api/admin/schedules/${encodeURIComponent(schedule)}/emergency`, {
      commandId: uuidv7(),
      closed,
      ...(closed ? { reason } : {}),
      ...(until === undefined ? {} : { until }),
    }),
};

/** What the server could not read at all, place by place; none when it was read. */
export function detailsOf(reply: HttpReply<unknown>): readonly FieldFault[] {
  if (reply.ok || typeof reply.problem !== "object" || reply.problem === null) return [];
  const details = "details" in reply.problem ? reply.problem.details : undefined;
  return Array.isArray(details) ? (details as FieldFault[]) : [];
}

/** The faults that a refusal names; none when it is about something else. */
export function faultsOf(reply: HttpReply<unknown>): readonly DeskFault[] {
  if (reply.ok || typeof reply.problem !== "object" || reply.problem === null) return [];
  const faults = "faults" in reply.problem ? reply.problem.faults : undefined;
  return Array.isArray(faults) ? (faults as DeskFault[]) : [];
}
