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
  'pinHash',
  'deleted',
] as const;

/** The only way to the tables of `profiles`. */
export function createProfileQueries(db: Database): ProfileQueries {
  const profiles = db.kysely<Tables>().selectFrom('profiles.profiles').select(columns);
  return {
    async byId(profileId) {
      return isUuid(profileId) ? profiles.where('profileId', '=', profileId).executeTakeFirst() : undefined;
    },
    async ofAccount(accountId) {
      if (!isUuid(accountId)) return [];
      return profiles
        .where('accountId', '=', accountId)
        .where('deleted', '=', false)
        .orderBy('createdPosition')
        .execute();
    },
  };
}
