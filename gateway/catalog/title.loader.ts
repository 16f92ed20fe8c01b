import type { TitleRow } from '../../projections/catalog/titles.rows.ts';
import type { Loader } from '../graphql/loader.ts';

/** Titles by id, in every state: whoever shows one asks whether the caller may see it. */
export const titleById: Loader<TitleRow> = {
  name: 'title by id',
  forEverybody: true,
  load: ({ queries }, ids) => queries.titles.byIds(ids),
};
