import { boolean, instant, int, long, nullable, oneOf, table, text, uuid } from '../db/table.ts';
import { edit, projection, put } from '../runtime/projection.ts';

export const titlePrices = table('title_prices', {
  key: ['titleId', 'priceId'],
  columns: {
    titleId: uuid,
    priceId: uuid,
    model: oneOf<'rent' | 'buy'>(),
    territory: nullable(text),
    currency: text,
    amountMinor: int,
    taxIncluded: boolean,
    from: instant,
    /** When it was withdrawn. */
    until: nullable(instant),
    position: long,
  },
});

/** What titles are rented and bought for, and ever were. */
export const titlePricesProjection = projection({
  name: 'title_prices',
  version: 1,
  tables: [titlePrices],
  key: (fact) => fact.data.titleId,
  on: {
    'billing.TitlePriceSet': ({ data, position }) => [put(titlePrices, { ...data, until: null, position })],
    'billing.TitlePriceWithdrawn': ({ data: { titleId, priceId, at }, position }) => [
      edit(titlePrices, [titleId, priceId], (row) => row && { ...row, until: at, position }),
    ],
  },
});
