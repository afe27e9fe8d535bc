import { ask } from "../../staff/staffApi.ts";

/** A member of staff. */
export interface StaffMember {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly roles: readonly string[];
  /** The queues that a supervisor sees; absent: all. */
  readonly queues?: readonly string[];
  readonly invitedUntil?: string;
}

const root = "/api/admin/accounts";

export const accountsApi = {
  all: () => ask<readonly StaffMember[]>("GET", root),
};
