import { couponIdOf, quoteCoupon, readCoupon } from '../../commands/billing/coupon-now.ts';
import { quotePlan } from '../../commands/billing/quote.ts';
import { grossOf } from '../../commands/billing/subscriber-now.ts';
import type { SignedInAccount } from '../../ports/identity.ts';
import { DefineCoupon, RetireCoupon } from '../../schemas/billing/coupon.commands.ts';
import type { AccountId, PlanId } from '../../schemas/billing/ids.ts';
import { language } from '../../schemas/language.ts';
import type { CouponResolvers, MutationResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import { connectionOf, isId, pageOf } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { SIGNED_OUT } from '../identity/account-password.ts';
import { stepUp } from '../identity/step-up.ts';
import { countingTries } from './coupon-tries.ts';
import { showCoupon } from './coupon.view.ts';
import { money } from './money.view.ts';
import { NOTHING_SOLD } from './payment-method.resolvers.ts';

const NOT_GOOD = refuse(
  'NotFound',
  'coupon.unknown',
  'This code takes nothing off: it is mistyped, has ended, or is used up. Look at it again.',
  'code',
);
const NO_COUPON = refuse('NotFound', 'coupon.unknown', 'There is no such coupon; look at the list.').refusal;
const NO_PLAN = refuse('NotFound', 'plan.unknown', 'There is no such plan; look at the list of plans.');

type QuoteShown = Exclude<Awaited<ReturnType<typeof quote>>, { readonly done: false }>;

/** What a code comes to for somebody who has not begun yet. */
async function quote(context: RequestContext, { accountId }: SignedInAccount, planId: string, typed: string) {
  const { ports, caller } = context;
  const code = readCoupon(typed);
  if (code === undefined) return NOT_GOOD;
  const at = new Date(ports.now()).toISOString();
  const territory = caller.territory ?? null;
  const plan = await quotePlan({ log: ports.log, language }, { planId: planId as PlanId, territory, at });
  if (plan.kind === 'refused') return refuse('CommandRefused', plan.rejection.code, plan.rejection.message);
  const { terms } = plan;
  const found = await quoteCoupon(ports.log, {
    ...{ code, accountId: accountId as AccountId, subscriptionId: null, terms, at },
  });
  if (found.kind === 'refused') {
    const { code: problem, message } = found.rejection;
    return problem === 'coupon.unknown' ? NOT_GOOD : refuse('CommandRefused', problem, message, 'code');
  }
  const of = (minor: number) => money(minor, terms.currency);
  return {
    ...{ __typename: 'CouponQuote' as const, code, priceId: terms.priceId, taxIncluded: terms.taxIncluded },
    ...{ full: of(terms.amountMinor), off: of(found.off.amountMinor), periods: found.coupon.periods },
    price: of(terms.amountMinor - found.off.amountMinor),
    due: of(grossOf(terms, found.off, territory, at)),
  };
}

async function changed(
  context: RequestContext,
  commandId: string,
  couponId: string,
  definition: typeof DefineCoupon | typeof RetireCoupon,
  data: object,
) {
  const answer = await runCommand(context, { commandId, definition, streamId: couponId, data: { couponId, ...data } });
  return answer.done ? { __typename: 'CouponsChanged' as const, couponId, token: answer.token } : answer.refusal;
}

/** Codes that make subscriptions cost less: made by whoever sets prices, looked at by whoever has one. */
export const couponResolvers: ResolverModule = {
  Query: {
    couponFor: {
      reads: [],
      async resolve(_parent, { planId, code }, context) {
        const { account } = context.caller;
        if (account === undefined) return SIGNED_OUT;
        if (context.ports.payments === undefined) return NOTHING_SOLD;
        if (!isId(planId)) return NO_PLAN.refusal;
        const answer = await countingTries<QuoteShown>(context, account.accountId, () =>
          quote(context, account, planId, code),
        );
        return 'done' in answer ? answer.refusal : answer;
      },
    },
    coupons: {
      reads: ['coupons'],
      forEverybody: true,
      resolve: async (_parent, args, { ports }) =>
        connectionOf(await ports.queries.coupons.page(pageOf(args)), showCoupon),
    },
    coupon: {
      reads: ['coupons'],
      forEverybody: true,
      async resolve(_parent, { id }, { ports }) {
        const row = await ports.queries.coupons.byId(id);
        return row === undefined ? null : showCoupon(row);
      },
    },
  } satisfies QueryFields<QueryResolvers, 'couponFor' | 'coupons' | 'coupon'>,
  Mutation: {
    async defineCoupon(_parent, { commandId, code: typed, percent, amountMinor, currency, ...rest }, context) {
      const refusal = await stepUp(context);
      if (refusal !== undefined) return refusal;
      const code = readCoupon(typed);
      if (code === undefined)
        return refuse('InvalidInput', 'input.invalid', 'A code has 3 to 30 letters and digits.', 'code').refusal;
      if ((percent ?? null) === null ? (amountMinor ?? null) === null : (amountMinor ?? null) !== null)
        return refuse('InvalidInput', 'input.invalid', 'Say a percentage or an amount, one of both.', 'percent')
          .refusal;
      const reduction =
        (percent ?? null) === null
          ? { kind: 'amount', amountMinor, currency: currency ?? '' }
          : { kind: 'percent', percent };
      const { periods, planIds, validFrom, validUntil, maxUses, audience } = rest;
      return changed(context, commandId, couponIdOf(code), DefineCoupon, {
        ...{ code, reduction, planIds, maxUses, periods: periods ?? null },
        ...{ validFrom: validFrom ?? null, validUntil: validUntil ?? null, audience: audience.toLowerCase() },
      });
    },
    async retireCoupon(_parent, { commandId, couponId }, context) {
      const refusal = await stepUp(context);
      if (refusal !== undefined) return refusal;
      return isId(couponId) ? changed(context, commandId, couponId, RetireCoupon, {}) : NO_COUPON;
    },
  } satisfies MutationFields<MutationResolvers, 'defineCoupon' | 'retireCoupon'>,
  types: {
    Coupon: {
      uses: {
        reads: ['coupons'],
        resolve: async ({ id }, args, { ports }) =>
          connectionOf(await ports.queries.coupons.usesOf(id, pageOf(args)), (row) => row),
      },
    } satisfies TypeFields<CouponResolvers, 'uses'>,
  },
};
