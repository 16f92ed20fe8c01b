import type { ProgressRow } from '../../projections/playback/progress.rows.ts';
import type { Loader } from '../graphql/loader.ts';

/** How far the caller's profile got, by title. */
export const progressOfTitle: Loader<ProgressRow> = {
  name: 'progress of a title',
  load: ({ queries }, titleIds, caller) => queries.progress.forTitles(caller.profileId, titleIds),
};
