import type { Database } from '../../ports/database.ts';
import { progressProjection } from './progress.projection.ts';
import { createProgressQueries } from './progress.queries.ts';

export const playback = {
  name: 'playback',
  projections: [progressProjection],
  queries: (db: Database) => ({ progress: createProgressQueries(db) }),
};
