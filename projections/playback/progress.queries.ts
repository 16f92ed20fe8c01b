import type { Database } from '../db/database.ts';
import { isUuid, limitOf } from '../db/page.ts';
import type { ProgressQueries } from './progress.rows.ts';

const columns = ['profileId', 'titleId', 'sessionId', 'positionMs', 'durationMs', 'finished', 'updatedAt'] as const;

/** The only door to the tables of `progress`. */
export function createProgressQueries({ kysely }: Database): ProgressQueries {
  const progress = kysely.selectFrom('progress.progress').select(columns);
  return {
    async forTitles(profileId, titleIds) {
      const ids = titleIds.filter(isUuid);
      if (!isUuid(profileId) || ids.length === 0) return new Map();
      const rows = await progress.where('profileId', '=', profileId).where('titleId', 'in', ids).execute();
      return new Map(rows.map((row) => [row.titleId, row]));
    },
    async continueWatching(profileId, limit) {
      if (!isUuid(profileId)) return [];
      return progress
        .where('profileId', '=', profileId)
        .where('resumable', '=', true)
        .orderBy('updatedAt', 'desc')
        .orderBy('titleId')
        .limit(limitOf(limit) - 1)
        .execute();
    },
  };
}
