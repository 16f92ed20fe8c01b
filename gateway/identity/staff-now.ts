import type { AccountNow } from '../../commands/identity/account-now.ts';
import { roleNow } from '../../commands/identity/role-now.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { ActingActor } from '../../schemas/kernel/metadata.ts';

/** Somebody with what they may now, whatever a token said some minutes ago. */
export async function staffNow(log: EventLog, account: AccountNow): Promise<ActingActor> {
  const { accountId, roles, customRoles } = account;
  const given = await Promise.all(customRoles.map((roleId) => roleNow(log, roleId)));
  const permissions = given.flatMap((role) => role?.permissions ?? []);
  return { kind: 'staff', id: accountId, account: accountId, roles: [...roles, ...customRoles], permissions };
}
