import type { Database } from '../../ports/database.ts';
import { plansProjection } from './plans.projection.ts';
import { createPlanQueries } from './plans.queries.ts';

export const billing = {
  name: 'billing',
  projections: [plansProjection],
  queries: (db: Database) => ({ plans: createPlanQueries(db) }),
};
