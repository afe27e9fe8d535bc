import type { AlertRuleRow } from "@servicedesk/protocol";

/** A rule as the page changes it: what nobody chose is absent. */
export type EditedRule = Omit<AlertRuleRow, "queueId" | "ownerId"> & {
  readonly queueId?: string | undefined;
  readonly ownerId?: number | undefined;
};

/** The rule as it is sent. */
export function ruleOf({ queueId, ownerId, ...rule }: EditedRule): AlertRuleRow {
  return {
    ...rule,
    ...(queueId === undefined ? {} : { queueId }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}
