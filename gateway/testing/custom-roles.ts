import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { customRoles, customRolesProjection } from '../../projections/identity/custom-roles.projection.ts';
import type { CustomRoleQueries } from '../../projections/identity/custom-roles.rows.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';

/** The roles of this installation, always as new as the log in memory. */
export const customRolesOf = (log: MemoryLog): CustomRoleQueries => ({
  all: async () =>
    rowsIn(customRolesProjection, customRoles, log.events)
      .filter(({ retired }) => !retired)
      .toSorted((a, b) => Number(a.createdPosition - b.createdPosition)),
});
