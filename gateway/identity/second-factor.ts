import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { hasFactor, readFactors, type FactorState } from '../../commands/identity/read-factors.ts';
import { AccountId } from '../../schemas/identity/ids.ts';
import type { SecondFactorMethod } from '../generated/resolvers.ts';
import type { RequestContext } from '../graphql/context.ts';
import { accountNow, type AccountNow } from '../../commands/identity/account-now.ts';

/** How long somebody may look for their phone, ms. */
const CHALLENGE_MS = 10 * 60_000;

/** How whoever has to prove it once more has proved it first. */
type FirstFactor = 'password' | 'link' | 'openid';

const Challenge = z.object({
  sub: AccountId,
  via: z.enum(['password', 'link', 'openid']),
  pw: z.string(),
  exp: z.int(),
});

/** Names a password without telling it; another one after a change. */
const revisionOf = ({ passwordHash = '' }: AccountNow): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 16);

/** Whether the password is the one of before. */
export const isSamePassword = (now: AccountNow | undefined, before: AccountNow): boolean =>
  now !== undefined && now.status !== 'erased' && revisionOf(now) === revisionOf(before);

/** What an account can prove it with a second time, the best first. */
const methodsOf = ({ totp, passkeys, recovery }: FactorState): readonly SecondFactorMethod[] => [
  ...(passkeys.length > 0 ? (['PASSKEY'] as const) : []),
  ...(totp === undefined ? [] : (['CODE'] as const)),
  ...(recovery.length > 0 ? (['RECOVERY_CODE'] as const) : []),
];

/**
 * What is asked for after the password, a link or a provider: of whoever has an authenticator app, and of who works here and has anything. Undefined:
 * nothing.
 */
export async function secondFactorOf({ ports }: Pick<RequestContext, 'ports'>, accountId: string, via: FirstFactor) {
  const [account, factors] = await Promise.all([accountNow(ports.log, accountId), readFactors(ports.log, accountId)]);
  if (account === undefined) return undefined;
  const asks = factors.totp !== undefined || (account.roles.length > 0 && hasFactor(factors));
  if (!asks) return undefined;
  const exp = Math.floor((ports.now() + CHALLENGE_MS) / 1000);
  const claims = { sub: accountId, via, pw: revisionOf(account), jti: randomUUID(), exp };
  return {
    __typename: 'SecondFactorNeeded' as const,
    challenge: await ports.keyring.sign('second-factor', claims),
    methods: methodsOf(factors),
    until: new Date(exp * 1000).toISOString(),
  };
}

/** Whose challenge it is, and how they proved it first. Undefined: it has ended, or their password is another one by now. */
export async function openSecondFactor(
  { ports }: RequestContext,
  challenge: string,
): Promise<{ readonly account: AccountNow; readonly via: FirstFactor } | undefined> {
  const { data } = Challenge.safeParse(await ports.keyring.open('second-factor', challenge, { now: ports.now() }));
  const account = data === undefined ? undefined : await accountNow(ports.log, data.sub);
  if (data === undefined || account === undefined || account.status === 'erased') return undefined;
  return revisionOf(account) === data.pw ? { account, via: data.via } : undefined;
}
