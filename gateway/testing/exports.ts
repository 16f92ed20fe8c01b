import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { exports, exportsProjection } from '../../projections/identity/exports.projection.ts';
import type { ExportQueries } from '../../projections/identity/exports.rows.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';

/** The list of copies of people's data, always as new as the log in memory. */
export function exportsOf(log: MemoryLog): ExportQueries {
  const rows = () => rowsIn(exportsProjection, exports, log.events);
  return {
    byId: async (exportId) => rows().find((row) => row.exportId === exportId),
    ofAccount: async (accountId) =>
      rows()
        .filter((row) => row.accountId === accountId && row.status !== 'deleted')
        .toSorted((a, b) => b.requestedAt.localeCompare(a.requestedAt)),
  };
}
