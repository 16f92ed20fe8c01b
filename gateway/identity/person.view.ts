import { may, permissions, permissionsOf } from '../../domain/kernel/permission-decision.ts';
import type { AccountRow } from '../../projections/identity/accounts.rows.ts';
import type { Role } from '../../schemas/identity/account.events.ts';
import type { PersonStatus, SignInMethod, StaffRole } from '../generated/resolvers.ts';
import type { RequestContext } from '../graphql/context.ts';
import { showProfiles } from './profile.view.ts';

const STATUS: Readonly<Record<AccountRow['status'], PersonStatus>> = {
  active: 'ACTIVE',
  leaving: 'LEAVING',
  erased: 'FORGOTTEN',
};

export const shownRole = (role: Role): StaffRole => role.toUpperCase() as Uppercase<Role>;

/** A person as a row of a list. @param email opened; null: they were forgotten */
export const showPerson = (row: AccountRow, email: string | null) => ({
  id: row.accountId,
  email,
  verified: row.verified,
  roles: row.roles.map(shownRole),
  status: STATUS[row.status],
  leavingAt: row.erasureDueAt,
  createdAt: row.createdAt,
});

/** What somebody may do here, each with those of their roles that allow it. */
export function whyTheyMay(roles: readonly Role[]) {
  const by = (only: readonly Role[]) => ({ kind: 'staff', id: 'somebody', account: 'theirs', roles: only }) as const;
  return permissionsOf(by(roles)).map((permission) => ({
    what: permissions[permission],
    roles: roles.filter((role) => may(by([role]), permission)).map(shownRole),
  }));
}

/** Everything of the page of one person. */
export async function showPersonPage(context: RequestContext, row: AccountRow) {
  const { queries, vault, now } = context.ports;
  const { accountId } = row;
  const [open, latest, rows, [email]] = await Promise.all([
    queries.signIns.open(accountId, new Date(now()).toISOString()),
    queries.signIns.latest(accountId),
    queries.profiles.ofAccount(accountId),
    row.email === null ? [] : vault.open('email', [row.email]),
  ]);
  const profiles = await showProfiles(context, rows);
  return {
    person: showPerson(row, email ?? null),
    may: whyTheyMay(row.roles),
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
