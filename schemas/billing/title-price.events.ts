import { z } from 'zod';
import { TitleId } from '../catalog/ids.ts';
import { defineEvent } from '../kernel/define.ts';
import { PriceId } from './ids.ts';
import { Currency, Minor, Territory } from './money.ts';

const offer = { version: 1, category: 'offer' } as const;
const who = { titleId: TitleId };

/** How a title is sold by itself. */
export const SaleModel = z.enum(['rent', 'buy']).describe('rent: for a time; buy: for good');
export type SaleModel = z.infer<typeof SaleModel>;

export const TitlePriceSet = defineEvent({
  ...offer,
  type: 'billing.TitlePriceSet',
  description:
    'A title can be rented or bought in a territory from an instant on, until another price of that kind and territory begins.',
  data: z.strictObject({
    ...who,
    priceId: PriceId,
    model: SaleModel,
    territory: Territory.nullable().describe('null: wherever there is no price of its own'),
    currency: Currency,
    amountMinor: Minor,
    taxIncluded: z.boolean(),
    from: z.iso.datetime(),
  }),
});

export const TitlePriceWithdrawn = defineEvent({
  ...offer,
  type: 'billing.TitlePriceWithdrawn',
  description: 'A price of a title is not asked any more. Whoever paid it keeps what they paid for.',
  data: z.strictObject({ ...who, priceId: PriceId, at: z.iso.datetime().describe('from when on') }),
});

export const titlePriceEvents = [TitlePriceSet, TitlePriceWithdrawn] as const;
