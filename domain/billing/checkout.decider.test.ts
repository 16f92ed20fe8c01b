import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { checkoutDecider } from './checkout.decider.ts';
import type { CheckoutEvent } from './checkout.decider.ts';

const id = (n: string) => `00000000-0000-4000-8000-0000000000${n}` as never;
const [checkoutId, accountId] = [id('c1'), id('a1')];
const who = { checkoutId, accountId };
const refs = { customerRef: 'cus_1', checkoutRef: 'cs_1' };
const opened: CheckoutEvent = {
  type: 'billing.CheckoutOpened',
  data: { ...who, ...refs, expiresAt: '2026-01-03T00:00:00.000Z' },
};
const method = {
  ...{ methodRef: 'pm_1', brand: 'visa', last4: '4242', fingerprint: 'f' },
  expires: { year: 2030, month: 1 },
};
const record = (given: object = {}) =>
  ({ type: 'RecordCheckout', data: { checkoutId, ...refs, method, ...given } }) as const;
const ask = { type: 'AskCheckout', data: { checkoutId } } as const;

describe('a checkout', () => {
  it('is opened once', () => {
    const open = { type: 'OpenCheckout', data: opened.data } as never;
    given(checkoutDecider).when(open).thenEvents(opened);
    given(checkoutDecider, opened).when(open).thenEvents();
  });

  it('ends once, however often that is told', () => {
    const completed = (at: string): CheckoutEvent => ({
      type: 'billing.CheckoutCompleted',
      data: { ...who, ...method, at },
    });
    const at = '2026-01-02T03:04:05.000Z';
    const expired: CheckoutEvent = { type: 'billing.CheckoutExpired', data: { ...who, at } };
    given(checkoutDecider, opened).when(record()).thenEvents(completed(at));
    given(checkoutDecider, opened, completed(at)).when(record()).thenEvents();
    given(checkoutDecider, opened, completed(at))
      .when(record({ method: null }))
      .thenEvents();
    given(checkoutDecider, opened)
      .when(record({ method: null }))
      .thenEvents(expired);
    given(checkoutDecider, opened, expired).when(record()).thenEvents();
  });

  it('is that of this account, whatever names it at the provider', () => {
    given(checkoutDecider).when(record()).thenRefused('checkout.unknown');
    given(checkoutDecider, opened)
      .when(record({ checkoutRef: 'cs_2' }))
      .thenRefused('checkout.of-another');
    given(checkoutDecider, opened)
      .when(record({ customerRef: 'cus_2' }))
      .thenRefused('checkout.of-another');
  });

  it('is asked about while it is open', () => {
    const asked: CheckoutEvent = { type: 'billing.CheckoutAsked', data: { ...who, checkoutRef: 'cs_1' } };
    given(checkoutDecider).when(ask).thenRefused('checkout.unknown');
    given(checkoutDecider, opened).when(ask).thenEvents(asked);
    given(checkoutDecider, opened, ...Array.from({ length: 100 }, () => asked))
      .when(ask)
      .thenEvents();
    given(checkoutDecider, opened, {
      type: 'billing.CheckoutExpired',
      data: { ...who, at: '2026-01-02T03:04:05.000Z' },
    })
      .when(ask)
      .thenEvents();
  });
});
