import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { programs, programsProjection } from '../../projections/identity/programs.projection.ts';
import type { ProgramQueries } from '../../projections/identity/programs.rows.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';

/** The list of programs, always as new as the log in memory. */
export function programsOf(log: MemoryLog): ProgramQueries {
  const rows = () =>
    rowsIn(programsProjection, programs, log.events)
      .filter(({ closedAt }) => closedAt === null)
      .toSorted((a, b) => Number(b.createdPosition - a.createdPosition));
  return {
    all: async () => rows(),
    owners: async () =>
      rows().flatMap(({ serviceId, keys }) => keys.map(({ prefix, keyId }) => ({ prefix, serviceId, keyId }))),
  };
}
