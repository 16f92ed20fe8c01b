import type { Database } from '../ports/database.ts';
import type { Signals } from '../ports/signals.ts';
import type { projectionContexts } from './contexts.ts';
import type { Consistency } from './runtime/consistency.ts';
import { createConsistency } from './runtime/consistency.queries.ts';
import { projectionsOf } from './runtime/context.ts';
import type { ProjectionContext, QueriesOf } from './runtime/context.ts';

export { BadCursor } from './db/cursor.ts';

/** Every question that the read models of Reprise answer. */
export type Queries = QueriesOf<typeof projectionContexts> & { readonly consistency: Consistency };

/**
 * Makes the queries of these contexts' read models.
 * @param signals make waiting for a position end sooner; without them the checkpoints are polled.
 */
export function createQueries<const C extends readonly ProjectionContext[]>(
  db: Database,
  contexts: C,
  signals?: Signals,
): QueriesOf<C> & { readonly consistency: Consistency } {
  const queries = Object.assign({}, ...contexts.map((context) => context.queries(db))) as QueriesOf<C>;
  return {
    ...(queries as object),
    consistency: createConsistency(db, projectionsOf(contexts), signals),
  } as QueriesOf<C> & {
    readonly consistency: Consistency;
  };
}
