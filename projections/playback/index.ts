import type { Database } from '../../ports/database.ts';
import { decisionsProjection } from './decisions.projection.ts';
import { createDecisionQueries } from './decisions.queries.ts';
import { progressProjection } from './progress.projection.ts';
import { createProgressQueries } from './progress.queries.ts';

export const playback = {
  name: 'playback',
  projections: [progressProjection, decisionsProjection],
  queries: (db: Database) => ({ progress: createProgressQueries(db), decisions: createDecisionQueries(db) }),
};
