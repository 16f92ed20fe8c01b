import { describe, it } from 'node:test';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import { given } from '../testing/given.ts';
import { at, priceId } from './samples.ts';
import { titlePriceDecider } from './title-price.decider.ts';
import type { TitlePriceCommand, TitlePriceEvent } from './title-price.decider.ts';

const titleId = '00000000-0000-4000-8000-0000000000c1' as TitleId;
const price = {
  titleId,
  priceId,
  model: 'rent',
  territory: null,
  currency: 'EUR',
  amountMinor: 399,
  taxIncluded: true,
} as const;
const other = priceId.replace('b1', 'b2') as typeof priceId;
type Set = Extract<TitlePriceCommand, { type: 'SetTitlePrice' }>['data'];
const set = (changes: Partial<Set> = {}) =>
  ({ type: 'SetTitlePrice', data: { ...price, from: null, ...changes }, at }) as const;
const wasSet = { type: 'billing.TitlePriceSet', data: { ...price, from: at } } as const satisfies TitlePriceEvent;
const withdraw = (id = priceId) => ({ type: 'WithdrawTitlePrice', data: { titleId, priceId: id }, at }) as const;
const withdrawn: TitlePriceEvent = { type: 'billing.TitlePriceWithdrawn', data: { titleId, priceId, at } };

describe('a price of a title', () => {
  it('begins now or later, and once', () => {
    given(titlePriceDecider).when(set()).thenEvents(wasSet);
    given(titlePriceDecider, wasSet).when(set()).thenEvents();
    given(titlePriceDecider, wasSet)
      .when(set({ amountMinor: 499 }))
      .thenRefused('price.exists');
    given(titlePriceDecider)
      .when(set({ from: '2025-12-31T00:00:00.000Z' }))
      .thenRefused('price.in-the-past');
  });
  it('is one of its kind and territory at one instant, unless that one was taken back before', () => {
    given(titlePriceDecider, wasSet)
      .when(set({ priceId: other }))
      .thenRefused('price.same-instant');
    given(titlePriceDecider, wasSet)
      .when(set({ priceId: other, model: 'buy' }))
      .thenEvents({ type: 'billing.TitlePriceSet', data: { ...wasSet.data, priceId: other, model: 'buy' } });
    given(titlePriceDecider, wasSet, withdrawn)
      .when(set({ priceId: other }))
      .thenEvents({ type: 'billing.TitlePriceSet', data: { ...wasSet.data, priceId: other } });
  });
  it('is in a currency that is sold in, and nothing or enough to be charged', () => {
    given(titlePriceDecider)
      .when(set({ currency: 'XXX' }))
      .thenRefused('price.currency');
    given(titlePriceDecider)
      .when(set({ amountMinor: 49 }))
      .thenRefused('price.too-small');
    given(titlePriceDecider)
      .when(set({ amountMinor: 0 }))
      .thenEvents({ type: 'billing.TitlePriceSet', data: { ...wasSet.data, amountMinor: 0 } });
  });
  it('is withdrawn once', () => {
    given(titlePriceDecider, wasSet).when(withdraw()).thenEvents(withdrawn);
    given(titlePriceDecider, wasSet, withdrawn).when(withdraw()).thenEvents();
    given(titlePriceDecider, wasSet).when(withdraw(other)).thenRefused('price.unknown');
  });
});
