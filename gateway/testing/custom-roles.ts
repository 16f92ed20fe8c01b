import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { customRolesProjection, type StoredRole } from '../../projections/identity/custom-roles.projection.ts';
import type { CustomRoleQueries } from '../../projections/identity/custom-roles.rows.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';

/** The roles of this installation, always as new as the log in memory. */
export const customRolesOf = (log: MemoryLog): CustomRoleQueries => ({
  all: async () =>
    (plainFold(customRolesProjection, log.events)['custom_roles'] as unknown as readonly StoredRole[])
      .filter(({ retired }) => !retired)
      .toSorted((a, b) => Number(a.createdPosition - b.createdPosition)),
});
