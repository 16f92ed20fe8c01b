import { quoteTitle } from '../../commands/billing/quote-title.ts';
import type { SaleModel } from '../../projections/billing/title-prices.rows.ts';
import { AbandonPurchase, RefundPurchase, RequestPurchase } from '../../schemas/billing/purchase.commands.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { language } from '../../schemas/language.ts';
import { titleOfNow } from '../catalog/live-titles.ts';
import { showOwned } from '../catalog/owned-title.ts';
import type { MutationResolvers, QueryResolvers, TitleResolvers as Generated } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import type { CommandAnswer, Refusal } from '../graphql/command.ts';
import { isId, pageOf } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, QueryFields, ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { accountActor } from '../http/identity.ts';
import { SIGNED_OUT } from '../identity/account-password.ts';
import { limitingChanges } from '../identity/account-limits.ts';
import { stepUp } from '../identity/step-up.ts';
import { purchaseOfTitle, showPurchase } from './purchase.view.ts';
import { isSold, mustPay, soldTitle, titleOffers } from './title-offers.ts';
import { watchedBasisPoints } from './watched-share.ts';

const NO_TITLE = refuse(
  'NotFound',
  'title.not-found',
  'This title is not here, or not any more. Look through the catalogue for another one.',
).refusal;
const NO_PURCHASE = refuse('NotFound', 'purchase.unknown', 'There is no such rental or purchase.').refusal;
const NOT_SOLD = refuse(
  'CommandRefused',
  'title.not-sold-here',
  'This film is not sold in this way where you are; its page says how it is.',
).refusal;
const KIDS = refuse(
  'NotAllowed',
  'purchase.kids-profile',
  'Ask somebody grown up to rent or buy it with their profile.',
).refusal;
const badId = (name: string): Refusal =>
  refuse('InvalidInput', 'command.bad-id', `\`${name}\` must be a UUID in lower case.`, name).refusal;

interface Wish {
  readonly commandId: string;
  readonly titleId: string;
  readonly priceId: string;
}

/** Rents or buys a title for whoever is signed in, at the price that holds now, if it is the one that they saw. */
async function ask(context: RequestContext, model: SaleModel, { commandId, titleId, priceId }: Wish) {
  const { caller, ports } = context;
  const { account } = caller;
  if (account === undefined) return SIGNED_OUT;
  if (caller.audience?.kids === true) return KIDS;
  if (!isId(commandId)) return badId('commandId');
  if (!isId(titleId)) return NO_TITLE;
  if (ports.payments === undefined) return NOT_SOLD;
  const row = ports.queries.titles.byId(titleId);
  const [title, shown] = [await titleOfNow(ports, titleId, row), await showOwned(context, await row)];
  if (title === undefined || shown === undefined) return NO_TITLE;
  const { accountId } = account;
  const at = new Date(ports.now()).toISOString();
  const country = caller.territory ?? null;
  const quote = await quoteTitle(
    { log: ports.log, language },
    { accountId, titleId, titleName: shown.name, model, territory: country, at, expected: priceId },
  );
  if (quote.kind === 'had') {
    const { purchaseId, terms } = quote.purchase.request;
    return {
      __typename: 'AlreadyYours' as const,
      purchaseId,
      model: terms.model === 'rent' ? ('RENT' as const) : ('BUY' as const),
    };
  }
  if (quote.kind === 'refused') return refuse('CommandRefused', quote.rejection.code, quote.rejection.message).refusal;
  if (!isSold(context, { ...title, titleId }, model)) return NOT_SOLD;
  const { purchaseId, terms } = quote;
  const answer = await runCommand(context, {
    commandId,
    definition: RequestPurchase,
    streamId: purchaseId,
    data: { purchaseId, accountId, titleId, terms, country },
    actor: accountActor(account, caller.profileId),
  });
  // Somebody of the account asked for it at the same moment.
  if (!answer.done && answer.refusal.code === 'purchase.exists')
    return {
      __typename: 'AlreadyYours' as const,
      purchaseId,
      model: model === 'rent' ? ('RENT' as const) : ('BUY' as const),
    };
  return answer.done ? { __typename: 'PurchaseAsked' as const, purchaseId, token: answer.token } : answer.refusal;
}

const changed = (purchaseId: string, answer: CommandAnswer) =>
  answer.done ? { __typename: 'PurchaseChanged' as const, purchaseId, token: answer.token } : answer.refusal;

/** Renting and buying titles. */
export const purchaseResolvers: ResolverModule = limitingChanges({
  Query: {
    purchase: {
      reads: ['purchases', 'titles'],
      async resolve(_parent, { id }, context) {
        const { account } = context.caller;
        if (account === undefined || !isId(id)) return null;
        const row = await context.ports.queries.purchases.byId(id);
        return row?.accountId === account.accountId ? showPurchase(context, row) : null;
      },
    },
    myPurchases: {
      reads: ['purchases', 'titles'],
      async resolve(_parent, args, context) {
        const { account } = context.caller;
        const page = pageOf(args);
        if (account === undefined) return { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
        const { rows, hasNextPage } = await context.ports.queries.purchases.ofAccount(account.accountId, {
          ...page,
          paid: true,
        });
        const edges = await Promise.all(
          rows.map(async ({ cursor, row }) => ({ cursor, node: await showPurchase(context, row) })),
        );
        return { edges, pageInfo: { hasNextPage, endCursor: rows.at(-1)?.cursor ?? null } };
      },
    },
  } satisfies QueryFields<QueryResolvers, 'purchase' | 'myPurchases'>,
  Mutation: {
    rentTitle: (_parent, args, context) => ask(context, 'rent', args),
    buyTitle: (_parent, args, context) => ask(context, 'buy', args),
    async abandonPurchase(_parent, { commandId, purchaseId }, context) {
      const { account, profileId } = context.caller;
      if (account === undefined) return SIGNED_OUT;
      if (!isId(purchaseId)) return NO_PURCHASE;
      const answer = await runCommand(context, {
        commandId,
        definition: AbandonPurchase,
        streamId: purchaseId,
        data: { purchaseId },
        actor: accountActor(account, profileId),
      });
      return changed(purchaseId, answer);
    },
    async refundPurchase(_parent, { commandId, purchaseId, why }, context) {
      const { caller, ports } = context;
      const { account } = caller;
      if (account === undefined && caller.kind !== 'staff') return SIGNED_OUT;
      if (!isId(commandId)) return badId('commandId');
      const row = isId(purchaseId) ? await ports.queries.purchases.byId(purchaseId) : undefined;
      const isOwn = row !== undefined && row.accountId === account?.accountId;
      if (row === undefined || (!isOwn && caller.kind !== 'staff')) return NO_PURCHASE;
      const refusal = isOwn ? undefined : await stepUp(context);
      if (refusal !== undefined) return refusal;
      const answer = await runCommand(context, {
        commandId,
        definition: RefundPurchase,
        streamId: purchaseId,
        data: {
          purchaseId,
          // Of this purchase: the same command id said of another one is another refund.
          refundId: uuid5(purchaseId, `refund/${commandId}`),
          watchedBasisPoints: await watchedBasisPoints(context, row),
          why,
        },
        ...(isOwn && account !== undefined ? { actor: accountActor(account, caller.profileId) } : {}),
      });
      return changed(purchaseId, answer);
    },
  } satisfies MutationFields<MutationResolvers, 'rentTitle' | 'buyTitle' | 'abandonPurchase' | 'refundPurchase'>,
  types: {
    Title: {
      offers: {
        reads: ['title_prices'],
        resolve: (title, _args, context) => titleOffers(context, soldTitle(title)),
      },
      mustPay: { reads: ['grants'], resolve: (title, _args, context) => mustPay(context, soldTitle(title)) },
      purchase: {
        reads: ['purchases'],
        async resolve({ id }, _args, context) {
          const row = context.caller.account === undefined ? undefined : await context.load(purchaseOfTitle, id);
          return row === undefined ? null : showPurchase(context, row);
        },
      },
    } satisfies TypeFields<Generated, 'offers' | 'mustPay' | 'purchase'>,
  },
});
