import type { Vault } from '../../ports/vault.ts';
import type { Sealed } from '../../schemas/kernel/sealed.ts';
import { refuse, type Refusal } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { attemptPassword, tooMany } from './account-limits.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { judgePassword } from './password-judge.ts';
import { isPassword, TooManyAtOnce } from './passwords.ts';

/** Others' passwords take all the time that there is: nobody tried anything. */
const BUSY = refuse(
  'CommandRefused',
  'sign-in.too-many',
  'Many are signing in just now. Try again in some seconds.',
).refusal;

export const SIGNED_OUT = refuse('NotAllowed', 'account.signed-out', 'You are not signed in. Sign in first.').refusal;
const WRONG = refuse('InvalidInput', 'account.wrong-password', 'This is not your password.', 'password').refusal;

/** Hands work with passwords over; where too much of it waits, the answer says when to come again. */
export async function unlessBusy<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TooManyAtOnce) return BUSY;
    throw error;
  }
}

/** The hash behind its seal; undefined when there is none, or its owner was forgotten. */
export async function openHash(vault: Vault, box: Sealed | undefined): Promise<string | undefined> {
  const [hash] = box === undefined ? [] : await vault.open('password', [box]);
  return hash;
}

/**
 * Asks whoever is signed in for their password once more, before something that cannot be undone. Undefined: it is right.
 * @param path of the argument that holds it, for the form
 */
export async function checkOwnPassword(
  context: RequestContext,
  password: string,
  path = 'password',
): Promise<Refusal | undefined> {
  const { account } = context.caller;
  if (account === undefined) return SIGNED_OUT;
  const attempt = await attemptPassword(context, account.accountId);
  if (!attempt.allowed) return tooMany(attempt.retryAfterMs);
  const { log, vault } = context.ports;
  const hash = await openHash(vault, (await accountNow(log, account.accountId))?.passwordHash);
  const right = await unlessBusy(() => isPassword(hash, password, context.address));
  if (typeof right === 'object') {
    // Nobody looked at the password: nothing was tried.
    await attempt.giveBack();
    return right;
  }
  if (!right) return { ...WRONG, path };
  await attempt.giveBack();
  return undefined;
}

/** Why a password is not taken; undefined: it is. @param hints what others know of the person */
export async function refusePassword(
  password: string,
  hints: readonly string[],
  path = 'password',
): Promise<Refusal | undefined> {
  const { enough, advice } = await judgePassword(password, hints);
  if (enough) return undefined;
  return refuse('InvalidInput', 'account.weak-password', `This password is easy to guess. ${advice.join(' ')}`, path)
    .refusal;
}
