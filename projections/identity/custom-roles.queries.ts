import type { Database } from '../../ports/database.ts';
import type { TablesOf } from '../runtime/projection.ts';
import type { customRolesProjection } from './custom-roles.projection.ts';
import type { CustomRoleQueries } from './custom-roles.rows.ts';

type Tables = TablesOf<typeof customRolesProjection>;

/** More roles than anybody has. */
const MOST = 200;

/** The only way to the tables of `custom_roles`. */
export function createCustomRoleQueries(db: Database): CustomRoleQueries {
  const roles = db
    .kysely<Tables>()
    .selectFrom('customRoles.customRoles')
    .select(['roleId', 'name', 'permissions'])
    .where('retired', '=', false)
    .orderBy('createdPosition')
    .limit(MOST);
  return { all: () => roles.execute() };
}
