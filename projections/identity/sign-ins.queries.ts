import type { Database } from '../../ports/database.ts';
import { isUuid } from '../db/page.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { signInsProjection } from './sign-ins.projection.ts';
import type { SignInQueries } from './sign-ins.rows.ts';

type Tables = TablesOf<typeof signInsProjection>;

const columns = [
  'signIns.signIns.signInId',
  'signIns.signIns.accountId',
  'method',
  'device',
  'profileId',
  'signedInAt',
  'seenAt',
  'expiresAt',
  'endedAt',
] as const;
/** More devices than anybody has. */
const MOST = 200;

/** The only way to the tables of `sign_ins`. */
export function createSignInQueries(db: Database): SignInQueries {
  const signIns = db
    .kysely<Tables>()
    .selectFrom('signIns.signIns')
    .leftJoin('signIns.deviceSignIns', 'signIns.deviceSignIns.signInId', 'signIns.signIns.signInId')
    .leftJoin('signIns.devices', 'signIns.devices.deviceId', 'signIns.deviceSignIns.deviceId')
    .select(columns)
    .select(['signIns.devices.deviceId as deviceId', 'signIns.devices.name as deviceName'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signIns.forgotten')
            .select('signIns.forgotten.position')
            .whereRef('signIns.forgotten.accountId', '=', 'signIns.signIns.accountId'),
        ),
      ),
    );
  return {
    async byId(signInId) {
      return isUuid(signInId) ? signIns.where('signIns.signIns.signInId', '=', signInId).executeTakeFirst() : undefined;
    },
    async latest(accountId) {
      if (!isUuid(accountId)) return undefined;
      return signIns
        .where('signIns.signIns.accountId', '=', accountId)
        .orderBy('signedInAt', 'desc')
        .limit(1)
        .executeTakeFirst();
    },
    async open(accountId, now) {
      if (!isUuid(accountId)) return [];
      return signIns
        .where('signIns.signIns.accountId', '=', accountId)
        .where('endedAt', 'is', null)
        .where('expiresAt', '>', now)
        .orderBy('seenAt', 'desc')
        .limit(MOST)
        .execute();
    },
    async blocked(accountId) {
      if (!isUuid(accountId)) return [];
      return db
        .kysely<Tables>()
        .selectFrom('signIns.devices')
        .select(['deviceId', 'accountId', 'kind', 'name', 'blocked'])
        .where('accountId', '=', accountId)
        .where('blocked', '=', true)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('signIns.forgotten')
                .select('signIns.forgotten.position')
                .whereRef('signIns.forgotten.accountId', '=', 'signIns.devices.accountId'),
            ),
          ),
        )
        .orderBy('kind')
        .orderBy('deviceId')
        .limit(MOST)
        .execute();
    },
  };
}
