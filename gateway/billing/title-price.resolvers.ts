import { SetTitlePrice, WithdrawTitlePrice } from '../../schemas/billing/title-price.commands.ts';
import { titleOfNow } from '../catalog/live-titles.ts';
import type { MutationResolvers, TitleResolvers as Generated } from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import type { CommandAnswer } from '../graphql/command.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { MutationFields, ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { stepUp } from '../identity/step-up.ts';
import { money } from './money.view.ts';

/** Prices are a stream of their own, which does not know whether there is such a title. */
async function ofTitle(context: RequestContext, titleId: string, run: () => Promise<CommandAnswer>) {
  const refusal = await stepUp(context);
  if (refusal !== undefined) return refusal;
  if (!isId(titleId) || (await titleOfNow(context.ports, titleId)) === undefined)
    return refuse('NotFound', 'title.not-found', 'There is no such title.').refusal;
  const answer = await run();
  return answer.done ? { __typename: 'TitlePricesChanged' as const, titleId, token: answer.token } : answer.refusal;
}

/** What titles cost by themselves, for those who set it. */
export const titlePriceResolvers: ResolverModule = {
  Mutation: {
    setTitlePrice: (_parent, { commandId, titleId, priceId, price }, context) =>
      ofTitle(context, titleId, () =>
        runCommand(context, {
          commandId,
          definition: SetTitlePrice,
          streamId: titleId,
          data: {
            ...{ titleId, priceId, amountMinor: price.amountMinor, currency: price.currency },
            model: price.model === 'RENT' ? 'rent' : 'buy',
            territory: price.territory ?? null,
            taxIncluded: price.taxIncluded,
            from: price.from ?? null,
          },
        }),
      ),
    withdrawTitlePrice: (_parent, { commandId, titleId, priceId }, context) =>
      ofTitle(context, titleId, () =>
        runCommand(context, {
          commandId,
          definition: WithdrawTitlePrice,
          streamId: titleId,
          data: { titleId, priceId },
        }),
      ),
  } satisfies MutationFields<MutationResolvers, 'setTitlePrice' | 'withdrawTitlePrice'>,
  types: {
    Title: {
      prices: {
        reads: ['title_prices'],
        forEverybody: true,
        async resolve({ id }, _args, { ports }) {
          const rows = await ports.queries.titlePrices.priceHistory(id);
          return rows.map(({ priceId, model, territory, amountMinor, currency, taxIncluded, from, until }) => ({
            id: priceId,
            model: model === 'rent' ? ('RENT' as const) : ('BUY' as const),
            ...{ territory, taxIncluded, from, withdrawnAt: until },
            amount: money(amountMinor, currency),
          }));
        },
      },
    } satisfies TypeFields<Generated, 'prices'>,
  },
};
