import type { Database } from '../../ports/database.ts';
import { eventIndexProjection } from './event-index.projection.ts';
import { createEventIndexQueries } from './event-index.queries.ts';

export const audit = {
  name: 'audit',
  projections: [eventIndexProjection],
  queries: (db: Database) => ({ eventIndex: createEventIndexQueries(db) }),
};
