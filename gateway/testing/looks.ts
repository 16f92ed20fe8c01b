import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { looks, looksProjection } from '../../projections/identity/looks.projection.ts';
import type { LookQueries } from '../../projections/identity/looks.rows.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';

/** When people were looked at by those who work here, always as new as the log in memory. */
export const looksOf = (log: MemoryLog): LookQueries => ({
  async ofAccount(accountId, { first }) {
    const rows = rowsIn(looksProjection, looks, log.events)
      .filter((row) => row.accountId === accountId)
      .toSorted((a, b) => Number(b.position - a.position))
      .map(({ what, at, until, position }) => ({ cursor: String(position), row: { what, at, until } }));
    return { rows: rows.slice(0, first), hasNextPage: rows.length > first };
  },
});
