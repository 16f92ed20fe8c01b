import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { hasFactor, readFactors, type FactorState } from '../../commands/identity/read-factors.ts';
import { AccountId } from '../../schemas/identity/ids.ts';
import { ConfirmMethod } from '../../schemas/identity/sign-in.events.ts';
import type { SecondFactorMethod } from '../generated/resolvers.ts';
import { refuse } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { accountNow, type AccountNow } from '../../commands/identity/account-now.ts';

/** How long somebody may look for their phone, ms. */
const CHALLENGE_MS = 10 * 60_000;

/** A challenge that holds. */
interface Opened {
  readonly account: AccountNow;
  readonly via: FirstFactor;
  readonly proved: { readonly method: ConfirmMethod; readonly commandId: string } | undefined;
}

export const CHALLENGE_OVER = refuse(
  'CommandRefused',
  'sign-in.challenge-over',
  'That took too long, or the password was changed meanwhile. Begin again.',
).refusal;

/** How whoever has to prove it once more has proved it first. */
type FirstFactor = 'password' | 'link' | 'openid';

const Challenge = z.object({
  sub: AccountId,
  via: z.enum(['password', 'link', 'openid']),
  pw: z.string(),
  exp: z.int(),
  // Of whoever proved it the second time too, and has to choose a device to sign out.
  proved: z.strictObject({ method: ConfirmMethod, commandId: z.string() }).optional(),
});

/** Names what was proved first without telling it; another one after a change of the password, or of the providers. */
const revisionOf = ({ passwordHash = '', openIds }: AccountNow, via: FirstFactor): string =>
  createHash('sha256')
    .update(JSON.stringify([passwordHash, via === 'openid' ? openIds.map(({ subject }) => subject) : []]))
    .digest('base64url')
    .slice(0, 16);

/** Whether what was proved first still proves it. */
export const stillProves = (now: AccountNow | undefined, before: AccountNow, via: FirstFactor): boolean =>
  now !== undefined && now.status !== 'erased' && revisionOf(now, via) === revisionOf(before, via);

/** Whether somebody has a role, given by this version or made by this installation. */
export const worksHere = ({ roles, customRoles }: Pick<AccountNow, 'roles' | 'customRoles'>): boolean =>
  roles.length > 0 || customRoles.length > 0;

/** What an account can prove it with a second time, the best first. */
const methodsOf = ({ totp, passkeys, recovery }: FactorState): readonly SecondFactorMethod[] => [
  ...(passkeys.length > 0 ? (['PASSKEY'] as const) : []),
  ...(totp === undefined ? [] : (['CODE'] as const)),
  ...(recovery.length > 0 ? (['RECOVERY_CODE'] as const) : []),
];

/**
 * What is asked for after the password, a link or a provider: of whoever has an authenticator app, and of who works here and has anything.
 * Undefined: nothing.
 */
export async function secondFactorOf({ ports }: Pick<RequestContext, 'ports'>, accountId: string, via: FirstFactor) {
  const [account, factors] = await Promise.all([accountNow(ports.log, accountId), readFactors(ports.log, accountId)]);
  if (account === undefined) return undefined;
  const asks = factors.totp !== undefined || (worksHere(account) && hasFactor(factors));
  if (!asks) return undefined;
  const exp = Math.floor((ports.now() + CHALLENGE_MS) / 1000);
  const claims = { sub: accountId, via, pw: revisionOf(account, via), jti: randomUUID(), exp };
  return {
    __typename: 'SecondFactorNeeded' as const,
    challenge: await ports.keyring.sign('second-factor', claims),
    methods: methodsOf(factors),
    until: new Date(exp * 1000).toISOString(),
  };
}

/** What somebody may go on with who proved both, under the same command alone: their code is used up. */
export async function signProved(
  { ports }: Pick<RequestContext, 'ports'>,
  account: AccountNow,
  { via, ...proved }: { readonly via: FirstFactor; readonly method: ConfirmMethod; readonly commandId: string },
): Promise<string> {
  const exp = Math.floor((ports.now() + CHALLENGE_MS) / 1000);
  return ports.keyring.sign('second-factor', {
    sub: account.accountId,
    via,
    pw: revisionOf(account, via),
    exp,
    proved,
  });
}

/** Whose challenge it is, and how they proved it first. Undefined: it has ended, or their password is another one by now. */
export async function openSecondFactor({ ports }: RequestContext, challenge: string): Promise<Opened | undefined> {
  const { data } = Challenge.safeParse(await ports.keyring.open('second-factor', challenge, { now: ports.now() }));
  const account = data === undefined ? undefined : await accountNow(ports.log, data.sub);
  if (data === undefined || account === undefined || account.status === 'erased') return undefined;
  const { via, proved } = data;
  return revisionOf(account, via) === data.pw ? { account, via, proved } : undefined;
}
