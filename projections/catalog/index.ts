import type { Database } from '../../ports/database.ts';
import { titlesProjection } from './titles.projection.ts';
import { createTitleQueries } from './titles.queries.ts';

export const catalog = {
  name: 'catalog',
  projections: [titlesProjection],
  queries: (db: Database) => ({ titles: createTitleQueries(db) }),
};
