import type { Role } from '../../schemas/identity/account.events.ts';
import type { SuspensionReason } from '../../schemas/identity/suspension.events.ts';
import { boolean, instant, json, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import type { RowOf } from '../db/table.ts';
import { edit, projection } from '../runtime/projection.ts';
import type { Edit, Fact } from '../runtime/projection.ts';

export const accounts = table('accounts', {
  key: ['accountId'],
  columns: {
    accountId: uuid,
    email: nullable(text),
    locale: text,
    verified: boolean,
    passwordHash: nullable(text),
    roles: json<readonly Role[]>(),
    customRoles: json<readonly string[]>(),
    isStaff: boolean,
    status: oneOf<'active' | 'leaving' | 'erased'>(),
    erasureDueAt: nullable(instant),
    /** Why it may play nothing; null: it may. */
    suspended: nullable(oneOf<SuspensionReason>()),
    createdAt: instant,
    createdPosition: long,
    revision: long,
    position: long,
  },
  indexes: [
    { name: 'accounts_created', on: 'created_position desc' },
    { name: 'accounts_staff', on: 'created_position desc', where: 'is_staff' },
  ],
});
export type StoredAccount = RowOf<typeof accounts>;

type AccountFact = Fact<
  | 'identity.PasswordSet'
  | 'identity.EmailVerified'
  | 'identity.EmailChanged'
  | 'identity.OpenIdLinked'
  | 'identity.RoleGranted'
  | 'identity.RoleRevoked'
  | 'identity.CustomRoleGranted'
  | 'identity.CustomRoleRevoked'
  | 'identity.ErasureRequested'
  | 'identity.ErasureCancelled'
  | 'identity.SubjectErased'
>;

const change = (
  fact: AccountFact,
  changes: Partial<StoredAccount> | ((row: StoredAccount) => Partial<StoredAccount>),
): readonly Edit[] => [
  edit(accounts, [fact.data.accountId], (row) => {
    if (row === undefined) return undefined;
    const changed = typeof changes === 'function' ? changes(row) : changes;
    return { ...row, ...changed, revision: fact.revision, position: fact.position };
  }),
];

/** Its own stream says so: the revision of the account stays. */
const stand = (
  fact: Fact<'identity.AccountSuspended' | 'identity.SuspensionLifted'>,
  suspended: SuspensionReason | null,
): readonly Edit[] => [
  edit(accounts, [fact.data.accountId], (row) => row && { ...row, suspended, position: fact.position }),
];

type Roles = Pick<StoredAccount, 'roles' | 'customRoles' | 'isStaff'>;
const rolesOf = (roles: readonly Role[], customRoles: readonly string[]): Roles => ({
  roles,
  customRoles,
  isStaff: roles.length + customRoles.length > 0,
});
const without = <T>(all: readonly T[], one: T): readonly T[] => all.filter((each) => each !== one);

/** Who has an account, and what they may do. */
export const accountsProjection = projection({
  name: 'accounts',
  version: 3,
  tables: [accounts],
  key: (fact) => fact.data.accountId,
  on: {
    'identity.AccountRegistered': (fact) => [
      edit(accounts, [fact.data.accountId], (): StoredAccount => {
        const { accountId, email, locale } = fact.data;
        return {
          accountId,
          email,
          locale,
          verified: false,
          passwordHash: null,
          ...rolesOf([], []),
          status: 'active',
          erasureDueAt: null,
          suspended: null,
          createdAt: fact.metadata.occurredAt,
          createdPosition: fact.position,
          revision: fact.revision,
          position: fact.position,
        };
      }),
    ],
    'identity.PasswordSet': (fact) => change(fact, { passwordHash: fact.data.hash }),
    'identity.EmailVerified': (fact) => change(fact, { verified: true }),
    'identity.EmailChanged': (fact) => change(fact, { email: fact.data.email, verified: true }),
    'identity.OpenIdLinked': (fact) => change(fact, ({ verified }) => ({ verified: verified || fact.data.proved })),
    'identity.RoleGranted': (fact) =>
      change(fact, ({ roles, customRoles }) =>
        rolesOf([...without(roles, fact.data.role), fact.data.role], customRoles),
      ),
    'identity.RoleRevoked': (fact) =>
      change(fact, ({ roles, customRoles }) => rolesOf(without(roles, fact.data.role), customRoles)),
    'identity.CustomRoleGranted': (fact) =>
      change(fact, ({ roles, customRoles }) =>
        rolesOf(roles, [...without(customRoles, fact.data.roleId as string), fact.data.roleId]),
      ),
    'identity.CustomRoleRevoked': (fact) =>
      change(fact, ({ roles, customRoles }) => rolesOf(roles, without(customRoles, fact.data.roleId as string))),
    'identity.ErasureRequested': (fact) => change(fact, { status: 'leaving', erasureDueAt: fact.data.dueAt }),
    'identity.ErasureCancelled': (fact) => change(fact, { status: 'active', erasureDueAt: null }),
    'identity.AccountSuspended': (fact) => stand(fact, fact.data.reason),
    'identity.SuspensionLifted': (fact) => stand(fact, null),
    'identity.SubjectErased': (fact) =>
      change(fact, { status: 'erased', email: null, passwordHash: null, erasureDueAt: null, ...rolesOf([], []) }),
  },
});
