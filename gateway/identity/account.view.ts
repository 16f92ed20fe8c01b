import type { SignedInAccount } from '../../ports/identity.ts';
import type { StaffRole } from '../generated/resolvers.ts';
import { refuse } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { GatewayPorts } from '../ports.ts';
import { accountNow, type AccountNow } from '../../commands/identity/account-now.ts';
import { needsFactor } from './staff-policy.ts';
import { PASSWORD_CHARACTERS } from './password-judge.ts';

/** The shortest password that is taken, in characters. */
export const PASSWORD_MIN = PASSWORD_CHARACTERS.least;

export const BAD_COMMAND = refuse(
  'InvalidInput',
  'command.bad-id',
  '`commandId` must be a UUID in lower case, chosen by you.',
  'commandId',
).refusal;

/** Providers that lead to an account; one that is configured no longer is called by its id. */
export const showOpenIds = ({ openId }: Pick<GatewayPorts, 'openId'>, linked: AccountNow['openIds']) =>
  linked.map(({ provider: id }) => ({ id, name: openId.find((each) => each.id === id)?.name ?? id }));

/** The account of whoever is signed in, as they see it; undefined when it is there no longer. */
export async function showAccount({ ports }: RequestContext, signedIn: SignedInAccount) {
  const account = await accountNow(ports.log, signedIn.accountId);
  const [email] = account === undefined ? [] : await ports.vault.open('email', [account.email]);
  if (account === undefined || email === undefined) return undefined;
  return {
    id: account.accountId,
    email,
    verified: account.verified,
    roles: account.roles.map((role) => role.toUpperCase() as StaffRole),
    needsSecondFactor: await needsFactor(ports, account),
    signInId: signedIn.signInId,
    profileId: signedIn.profileId ?? null,
    leavingAt: account.leavingAt ?? null,
    hasPassword: account.passwordHash !== undefined,
    openIds: showOpenIds(ports, account.openIds),
    createdAt: account.createdAt,
  };
}
