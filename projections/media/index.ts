import type { Database } from '../../ports/database.ts';
import { assetsProjection } from './assets.projection.ts';
import { createAssetQueries } from './assets.queries.ts';

export const media = {
  name: 'media',
  projections: [assetsProjection],
  queries: (db: Database) => ({ assets: createAssetQueries(db) }),
};
