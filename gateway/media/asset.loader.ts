import type { AssetRow } from '../../projections/media/assets.rows.ts';
import type { Loader } from '../graphql/loader.ts';

/** Assets by id. */
export const assetById: Loader<AssetRow> = {
  name: 'asset by id',
  forEverybody: true,
  load: ({ queries }, ids) => queries.assets.byIds(ids),
};
