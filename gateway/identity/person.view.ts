import { may, permissions, permissionsOf } from '../../domain/kernel/permission-decision.ts';
import type { AccountRow } from '../../projections/identity/accounts.rows.ts';
import type { CustomRoleRow } from '../../projections/identity/custom-roles.rows.ts';
import type { Role } from '../../schemas/identity/account.events.ts';
import type { PersonStatus, SignInMethod, StaffRole } from '../generated/resolvers.ts';
import type { RequestContext } from '../graphql/context.ts';
import { lacksFactor } from './staff-policy.ts';
import { showProfiles } from './profile.view.ts';

const STATUS: Readonly<Record<AccountRow['status'], PersonStatus>> = {
  active: 'ACTIVE',
  leaving: 'LEAVING',
  erased: 'FORGOTTEN',
};

const SUSPENSIONS = { terms: 'TERMS', suspicious: 'SUSPICIOUS', chargeback: 'CHARGEBACK', law: 'LAW' } as const;

export const shownRole = (role: Role): StaffRole => role.toUpperCase() as Uppercase<Role>;

/** A role of this installation. */
export const showCustomRole = ({ roleId: id, name, permissions: given }: CustomRoleRow) => ({
  id,
  name,
  permissions: [...given],
});

/** Those of the roles of this installation that somebody has. */
const customRolesOf = ({ customRoles }: AccountRow, all: readonly CustomRoleRow[]) =>
  all.filter(({ roleId }) => customRoles.includes(roleId)).map(showCustomRole);

/**
 * A person as a row of a list.
 * @param email opened; null: they were forgotten
 * @param all roles of this installation
 * @param lacksSecondFactor whether they work here with nothing beside a password
 */
export const showPerson = (
  row: AccountRow,
  email: string | null,
  all: readonly CustomRoleRow[],
  lacksSecondFactor: boolean,
) => ({
  id: row.accountId,
  email,
  verified: row.verified,
  roles: row.roles.map(shownRole),
  customRoles: customRolesOf(row, all),
  lacksSecondFactor,
  status: STATUS[row.status],
  leavingAt: row.erasureDueAt,
  createdAt: row.createdAt,
});

/** What somebody may do here, each with those of their roles that allow it. */
export function whyTheyMay(row: AccountRow, all: readonly CustomRoleRow[]) {
  const { roles } = row;
  const custom = customRolesOf(row, all);
  const by = (only: readonly Role[], given: readonly string[] = []) =>
    ({ kind: 'staff', id: 'somebody', account: 'theirs', roles: only, permissions: given }) as const;
  const given = custom.flatMap((role) => role.permissions);
  return permissionsOf(by(roles, given)).map((permission) => ({
    what: permissions[permission],
    roles: roles.filter((role) => may(by([role]), permission)).map(shownRole),
    customRoles: custom.filter((role) => role.permissions.includes(permission)),
  }));
}

/** Everything of the page of one person. */
export async function showPersonPage(context: RequestContext, row: AccountRow) {
  const { queries, vault, now } = context.ports;
  const { accountId } = row;
  const [open, latest, rows, [email], all, lacks] = await Promise.all([
    queries.signIns.open(accountId, new Date(now()).toISOString()),
    queries.signIns.latest(accountId),
    queries.profiles.ofAccount(accountId),
    row.email === null ? [] : vault.open('email', [row.email]),
    queries.customRoles.all(),
    lacksFactor(context.ports, row),
  ]);
  const profiles = await showProfiles(context, rows);
  return {
    person: showPerson(row, email ?? null, all, lacks),
    suspended: row.suspended === null ? null : SUSPENSIONS[row.suspended],
    may: whyTheyMay(row, all),
    lastSignedInAt: latest?.signedInAt ?? null,
    devices: open.map(({ signInId, device, method, signedInAt, seenAt }) => ({
      signInId,
      device,
      method: method.toUpperCase() as SignInMethod,
      signedInAt,
      seenAt,
    })),
    profiles: profiles.map(({ id, name, kids, maturityCap, hasPin }) => ({ id, name, kids, maturityCap, hasPin })),
  };
}
