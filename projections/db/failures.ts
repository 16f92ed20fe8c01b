import pg from 'pg';

/** The fold of an event threw, or made a row that has no place in its table: the event is to blame, not the world. */
export class FoldFailed extends Error {
  override name = 'FoldFailed';
}

/**
 * Classes of PostgreSQL errors that the data causes: 22 data exception, 23 integrity violation, 54 program limit
 * (https://www.postgresql.org/docs/15/errcodes-appendix.html). Everything else is an outage, to be tried again.
 */
const causedByData = new Set(['22', '23', '54']);

/** Whether trying again without changing the batch is pointless. */
export const isPoison = (error: unknown): boolean =>
  error instanceof FoldFailed || (error instanceof pg.DatabaseError && causedByData.has(error.code?.slice(0, 2) ?? ''));

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
