import type { Database } from '../../ports/database.ts';
import { isUuid } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { profilesProjection } from './profiles.projection.ts';
import type { ProfileQueries } from './profiles.rows.ts';

type Tables = TablesOf<typeof profilesProjection>;

const columns = [
  'profileId',
  'accountId',
  'name',
  'avatar',
  'kids',
  'maturityCap',
  'language',
  'autoplay',
  'audioLanguage',
  'subtitles',
  'pinHash',
  'position',
] as const;

/** The only way to the tables of `profiles`. */
export function createProfileQueries(db: Database): ProfileQueries {
  const profiles = db
    .kysely<Tables>()
    .selectFrom('profiles.profiles')
    .select(columns)
    // Those of somebody who was forgotten are gone with them.
    .select(({ or, eb, exists, selectFrom }) =>
      or([
        eb('deleted', '=', true),
        exists(
          selectFrom('profiles.forgotten')
            .select('profiles.forgotten.position')
            .whereRef('profiles.forgotten.accountId', '=', 'profiles.profiles.accountId'),
        ),
      ]).as('deleted'),
    );
  return {
    async byId(profileId) {
      if (!isUuid(profileId)) return undefined;
      const row = await profiles.where('profileId', '=', profileId).executeTakeFirst();
      return row && { ...row, deleted: row.deleted === true };
    },
    async ofAccount(accountId) {
      if (!isUuid(accountId)) return [];
      const rows = await profiles
        .where('accountId', '=', accountId)
        .where('deleted', '=', false)
        .orderBy('createdPosition')
        .execute();
      return rows.flatMap((row) => (row.deleted ? [] : { ...row, deleted: false }));
    },
  };
}
