import type { Database } from '../../ports/database.ts';
import { isUuid, limitOf } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { progressProjection } from './progress.projection.ts';
import type { ProgressQueries } from './progress.rows.ts';

type Tables = TablesOf<typeof progressProjection>;

const columns = ['profileId', 'titleId', 'positionMs', 'durationMs', 'finished', 'resumable', 'updatedAt'] as const;

/** The only way to the tables of `progress`. */
export function createProgressQueries(db: Database): ProgressQueries {
  const kysely = db.kysely<Tables>();
  const progress = kysely.selectFrom('progress.progress').select(columns);
  /** Without the films that were started and never shown. */
  const known = progress.where((is) => is.or([is('sessionId', 'is not', null), is('markedAt', 'is not', null)]));
  return {
    async forTitles(profileId, titleIds) {
      const ids = titleIds.filter(isUuid);
      if (!isUuid(profileId) || ids.length === 0) return new Map();
      const rows = await known.where('profileId', '=', profileId).where('titleId', 'in', ids).execute();
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
