import type { Database } from '../../ports/database.ts';
import { jobsProjection } from './jobs.projection.ts';
import { createJobQueries } from './jobs.queries.ts';
import { timersProjection } from './timers.projection.ts';
import { createTimerQueries } from './timers.queries.ts';

/** What the runtime of processes reads: set timers and open jobs. */
export const kernel = {
  name: 'kernel',
  projections: [timersProjection, jobsProjection],
  queries: (db: Database) => ({ timers: createTimerQueries(db), jobs: createJobQueries(db) }),
};
