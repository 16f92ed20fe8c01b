import { quoteCoupon, readCoupon } from '../../commands/billing/coupon-now.ts';
import type { CouponQuote } from '../../commands/billing/coupon-now.ts';
import { payerNow } from '../../commands/billing/payer-now.ts';
import type { PayerState } from '../../commands/billing/payer-now.ts';
import { quotePlan } from '../../commands/billing/quote.ts';
import { subscriptionNow, succession, trialOf } from '../../commands/billing/subscriber-now.ts';
import type { Succession } from '../../commands/billing/subscriber-now.ts';
import { ClaimCoupon } from '../../schemas/billing/coupon.commands.ts';
import type { AccountId, PlanId, SubscriptionId } from '../../schemas/billing/ids.ts';
import { ClaimSubscription, ClaimTrial } from '../../schemas/billing/subscriber.commands.ts';
import { StartTrial, Subscribe } from '../../schemas/billing/subscription.commands.ts';
import type { Terms } from '../../schemas/billing/subscription.events.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { language } from '../../schemas/language.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import type { CommandAnswer } from '../graphql/command.ts';
import type { RequestContext } from '../graphql/context.ts';
import { accountActor } from '../http/identity.ts';
import type { SignedInAccount } from '../../ports/identity.ts';
import { countingTries } from './coupon-tries.ts';

interface Asked {
  readonly commandId: string;
  readonly planId: string;
  readonly priceId: string;
  readonly trial: boolean;
  /** As somebody typed it. */
  readonly coupon?: string | undefined;
}

const refused = ({ code, message }: { readonly code: string; readonly message: string }) =>
  refuse(code.endsWith('.unknown') ? 'NotFound' : 'CommandRefused', code, message);

/** Whether credit alone pays the first period: then no card is needed for it. Prices to which tax comes are not looked at so closely. */
const isCoveredByCredit = (
  { credit }: PayerState,
  { currency, taxIncluded }: Terms,
  /** Of the first period. */
  amountMinor: number,
): boolean => amountMinor === 0 || (taxIncluded && (credit.get(currency) ?? 0) >= amountMinor);

/** A trial is of a card: the plan cannot be tried with it again, by whichever account. */
async function claimTrial(
  context: RequestContext,
  account: SignedInAccount,
  { commandId, planId, fingerprint, subscriptionId }: Asked & { fingerprint: string; subscriptionId: string },
): Promise<CommandAnswer | undefined> {
  const { accountId } = account;
  const at = new Date(context.ports.now()).toISOString();
  const trial = await trialOf(context.ports.log, { planId, fingerprint, subscriptionId, at });
  if ('code' in trial) return refused(trial);
  const { trialId, insteadOf } = trial;
  const answer = await runCommand(context, {
    ...{ commandId: uuid5(commandId, 'trial'), definition: ClaimTrial, streamId: trialId },
    data: { trialId, accountId, subscriptionId, planId, insteadOf },
    actor: accountActor(account, context.caller.profileId),
  });
  return answer.done ? undefined : answer;
}

type Quoted = Extract<CouponQuote, { readonly kind: 'quoted' }>;

/** What a code comes to for this subscription; undefined: none was given. Tries that fail are counted. */
async function couponOf(
  context: RequestContext,
  accountId: string,
  { coupon: typed }: Asked,
  { subscriptionId, terms, at }: { readonly subscriptionId: string; readonly terms: Terms; readonly at: string },
): Promise<Quoted | Extract<CommandAnswer, { done: false }> | undefined> {
  if (typed === undefined) return undefined;
  const unknown = refuse('NotFound', 'coupon.unknown', 'There is no such code; look at it again.', 'coupon');
  return countingTries<Quoted>(context, accountId, async () => {
    const code = readCoupon(typed);
    if (code === undefined) return unknown;
    const ids = { accountId: accountId as AccountId, subscriptionId: subscriptionId as SubscriptionId };
    const found = await quoteCoupon(context.ports.log, { code, ...ids, terms, at });
    return found.kind === 'quoted' ? found : refused(found.rejection);
  });
}

/** A code is used once by an account, and no more often in all than it may. */
async function claimCoupon(
  context: RequestContext,
  account: SignedInAccount,
  { commandId, planId }: Asked,
  { coupon, isClaimed, times, isNew, insteadOf }: Quoted,
  { subscriptionId, terms }: { readonly subscriptionId: string; readonly terms: Terms },
): Promise<CommandAnswer | undefined> {
  if (isClaimed) return undefined;
  const { couponId } = coupon;
  const { accountId } = account;
  const answer = await runCommand(context, {
    // One that was given back meanwhile is claimed by another command.
    ...{ commandId: uuid5(commandId, `coupon/${couponId}/${times}`), definition: ClaimCoupon, streamId: couponId },
    data: { couponId, accountId, subscriptionId, planId, currency: terms.currency, isNew, insteadOf },
    actor: accountActor(account, context.caller.profileId),
  });
  return answer.done ? undefined : answer;
}

async function begin(
  context: RequestContext,
  account: SignedInAccount,
  { commandId, planId, trial }: Asked,
  {
    subscriptionId,
    terms,
    trialDays,
    after,
    coupon,
  }: {
    readonly subscriptionId: string;
    readonly terms: Terms;
    readonly trialDays: number;
    readonly after: Succession;
    readonly coupon: Quoted['coupon'] | undefined;
  },
): Promise<CommandAnswer> {
  const { accountId } = account;
  const { insteadOf, begun, previousId } = after;
  const actor = accountActor(account, context.caller.profileId);
  const claim = await runCommand(context, {
    ...{ commandId: uuid5(commandId, `claim/${planId}/${trial}`), definition: ClaimSubscription },
    ...{ streamId: accountId, actor },
    data: { accountId, subscriptionId, planId, trial, insteadOf, begun },
  });
  if (!claim.done) return claim;
  const common = { subscriptionId, accountId, terms, country: context.caller.territory ?? null, previousId };
  const code = coupon === undefined ? {} : { coupon };
  return trial
    ? runCommand(context, {
        ...{ commandId, definition: StartTrial, streamId: subscriptionId, actor },
        data: { ...common, ...code, trialDays },
      })
    : runCommand(context, {
        ...{ commandId, definition: Subscribe, streamId: subscriptionId, actor },
        data: { ...common, ...code, invoiceId: uuid5(subscriptionId, 'first') },
      });
}

/**
 * Subscribes whoever is signed in, on the terms that the plan's own stream quotes. Each step is a command with an id that derives from this
 * one's: whoever dies on the way and asks again goes on where it ended.
 */
export async function subscribe(
  context: RequestContext,
  account: SignedInAccount,
  asked: Asked,
): Promise<{ readonly subscriptionId: string; readonly answer: CommandAnswer }> {
  const { log, now } = context.ports;
  const { accountId } = account;
  const { commandId, planId, priceId, trial } = asked;
  const subscriptionId = uuid5(accountId, `subscription/${commandId}`);
  const no = (answer: CommandAnswer) => ({ subscriptionId, answer });
  const at = new Date(now()).toISOString();
  if ((await subscriptionNow(log, subscriptionId)).state.status !== 'none') return no({ done: true, token: '0' });
  const quote = await quotePlan(
    { log, language },
    { planId: planId as PlanId, territory: context.caller.territory ?? null, at, expected: priceId },
  );
  if (quote.kind === 'refused') return no(refused(quote.rejection));
  const { terms, trialDays } = quote;
  if (trial && trialDays === 0)
    return no(refuse('CommandRefused', 'trial.none', 'This plan cannot be tried first; subscribe to it at once.'));
  const coupon = await couponOf(context, accountId, asked, { subscriptionId, terms, at });
  if (coupon !== undefined && 'done' in coupon) return no(coupon);
  const firstMinor = terms.amountMinor - (coupon?.off.amountMinor ?? 0);
  const payer = await payerNow(log, accountId);
  const card = payer.methods.at(-1);
  if (card === undefined && (trial || !isCoveredByCredit(payer, terms, firstMinor)))
    return no(refuse('CommandRefused', 'payer.no-method', 'There is nothing to pay with; enter a card first.'));
  const after = await succession(log, { accountId, planId, trial, at, subscriptionId });
  if ('code' in after) return no(refused(after));
  if (trial && card !== undefined) {
    const { fingerprint } = card;
    const problem = await claimTrial(context, account, { ...asked, fingerprint, subscriptionId });
    if (problem !== undefined) return no(problem);
  }
  if (coupon !== undefined) {
    const problem = await claimCoupon(context, account, asked, coupon, { subscriptionId, terms });
    if (problem !== undefined) return no(problem);
  }
  const agreed = coupon?.coupon;
  return no(await begin(context, account, asked, { subscriptionId, terms, trialDays, after, coupon: agreed }));
}
