import type { CommandAnswer } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { attempt, tooMany } from '../identity/account-limits.ts';

type No = Extract<CommandAnswer, { done: false }>;

/**
 * Looks at a code that somebody typed. Tries are counted before they are looked at, so that of many at once none slips through;
 * good ones are given back.
 */
export async function countingTries<T extends object>(
  context: RequestContext,
  accountId: string,
  look: () => Promise<T | No>,
): Promise<T | No> {
  const own = await attempt(context, 'coupons', accountId);
  if (!own.allowed) return { done: false, refusal: tooMany(own.retryAfterMs) };
  const here = await attempt(context, 'couponsFrom', context.address);
  if (!here.allowed) {
    await own.giveBack();
    return { done: false, refusal: tooMany(here.retryAfterMs) };
  }
  const found = await look();
  if (!('done' in found)) await Promise.all([own.giveBack(), here.giveBack()]);
  return found;
}
