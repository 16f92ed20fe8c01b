import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { InvoiceId, PurchaseId, RefundId } from '../../schemas/billing/invoice.ids.ts';
import type { SessionId } from '../../schemas/playback/ids.ts';
import { later } from '../kernel/later.ts';
import { given } from '../testing/given.ts';
import { DAY_MS } from './calendar.ts';
import { FINISH_WITHIN_MS, isHad, purchaseDecider, START_WITHIN_MS } from './purchase.decider.ts';
import type { PurchaseEvent } from './purchase.decider.ts';
import { accountId, at, priceId } from './samples.ts';

const purchaseId = '00000000-0000-4000-8000-0000000000c2' as PurchaseId;
const invoiceId = purchaseId as string as InvoiceId;
const titleId = '00000000-0000-4000-8000-0000000000c1' as TitleId;
const refundId = '00000000-0000-4000-8000-0000000000c3' as RefundId;
const sessionId = '00000000-0000-4000-8000-0000000000c4' as SessionId;
const who = { purchaseId, accountId, titleId };
const terms = {
  titleName: 'A film',
  model: 'rent',
  priceId,
  territory: null,
  currency: 'EUR',
  amountMinor: 399,
  taxIncluded: true,
} as const;
const ask = { type: 'RequestPurchase', data: { ...who, terms, country: 'DE' } } as const;
const requested = {
  type: 'billing.PurchaseRequested',
  data: { ...who, invoiceId, terms, country: 'DE', at, expiresAt: later(at, 23 * 3600_000) },
} as const satisfies PurchaseEvent;
const pay = { type: 'RecordPurchasePaid', data: { purchaseId, invoiceId, amountMinor: 399 } } as const;
const startBy = later(at, START_WITHIN_MS);
const made = {
  type: 'billing.PurchaseMade',
  data: { ...who, invoiceId, model: 'rent', currency: 'EUR', paidMinor: 399, at, startBy },
} as const satisfies PurchaseEvent;
const bought = { ...made, data: { ...made.data, model: 'buy', startBy: null } } as const satisfies PurchaseEvent;
const start = (startedAt: string) =>
  ({ type: 'StartRentalClock', data: { purchaseId, sessionId, startedAt } }) as const;
const started = (from: string): PurchaseEvent => ({
  type: 'billing.RentalClockStarted',
  data: { ...who, sessionId, at: from, endsAt: later(from, FINISH_WITHIN_MS) },
});
const expired = (until: string, begun: boolean): PurchaseEvent => ({
  type: 'billing.RentalExpired',
  data: { ...who, started: begun, at: until },
});
const failed: PurchaseEvent = { type: 'billing.PurchaseFailed', data: { ...who, invoiceId, code: 'stolen', at } };
const giveBack = (watchedBasisPoints = 999, when = at) =>
  ({ type: 'RefundPurchase', data: { purchaseId, refundId, watchedBasisPoints, why: 'Not mine' }, at: when }) as const;
const backAsked: PurchaseEvent = {
  type: 'billing.PurchaseRefundAsked',
  data: { ...who, invoiceId, refundId, amountMinor: 399, watchedBasisPoints: 999, why: 'Not mine', at },
};
const back = (amountMinor: number, over: boolean, id = refundId): PurchaseEvent => ({
  type: 'billing.PurchaseRefunded',
  data: { ...who, invoiceId, refundId: id, amountMinor, over, at },
});
const recordBack = (amountMinor: number, id = refundId) =>
  ({ type: 'RecordPurchaseRefund', data: { purchaseId, refundId: id, amountMinor } }) as const;

describe('a rental or purchase', () => {
  it('is asked for once, and is theirs when it is paid', () => {
    given(purchaseDecider).when(ask).thenEvents(requested);
    given(purchaseDecider, requested).when(ask).thenRefused('purchase.exists');
    given(purchaseDecider, requested).when(pay).thenEvents(made);
    given(purchaseDecider, requested, made).when(pay).thenEvents();
    given(purchaseDecider, requested, made).when(ask).thenRefused('purchase.exists');
    given(purchaseDecider, requested, failed).when(ask).thenRefused('purchase.over');
  });
  it('ends when it is not paid, and money that comes then goes back once', () => {
    const fail = { type: 'RecordPurchaseFailure', data: { purchaseId, invoiceId, code: 'stolen' } } as const;
    given(purchaseDecider, requested).when(fail).thenEvents(failed);
    given(purchaseDecider, requested, made).when(fail).thenEvents();
    const late: PurchaseEvent = {
      type: 'billing.PurchasePaidAfterEnd',
      data: { ...who, invoiceId, amountMinor: 399, at },
    };
    given(purchaseDecider, requested, failed).when(pay).thenEvents(late);
    given(purchaseDecider, requested, failed, late).when(pay).thenEvents();
    given(purchaseDecider, requested, made)
      .when({ type: 'AbandonPurchase', data: { purchaseId } })
      .thenRefused('purchase.paid');
  });
  it('of a rental: has thirty days to begin and two to end, the edges exclusive', () => {
    const lastMoment = later(startBy, -1);
    given(purchaseDecider, requested, made).when(start(lastMoment)).thenEvents(started(lastMoment));
    given(purchaseDecider, requested, made).when(start(startBy)).thenEvents();
    given(purchaseDecider, requested, made, started(at)).when(start(lastMoment)).thenEvents();
    const expire = (when: string) => ({ type: 'ExpireRental', data: { purchaseId }, at: when }) as const;
    given(purchaseDecider, requested, made).when(expire(lastMoment)).thenEvents();
    given(purchaseDecider, requested, made).when(expire(startBy)).thenEvents(expired(startBy, false));
    const end = later(at, FINISH_WITHIN_MS);
    given(purchaseDecider, requested, made, started(at)).when(expire(end)).thenEvents(expired(end, true));
    given(purchaseDecider, requested, made, started(at), expired(end, true)).when(expire(end)).thenEvents();
  });
  it('that was begun in time counts from then, also where that is heard of after it ended', () => {
    const lastMoment = later(startBy, -1);
    given(purchaseDecider, requested, made, expired(startBy, false))
      .when(start(lastMoment))
      .thenEvents(started(lastMoment));
    given(purchaseDecider, requested, bought).when(start(at)).thenEvents();
  });
  it('is given back whole within 14 days, while less than a tenth was watched', () => {
    given(purchaseDecider, requested, made).when(giveBack()).thenEvents(backAsked);
    given(purchaseDecider, requested, made).when(giveBack(1000)).thenRefused('refund.watched');
    given(purchaseDecider, requested, made)
      .when(giveBack(0, later(at, 14 * DAY_MS)))
      .thenRefused('refund.too-late');
    given(purchaseDecider, requested).when(giveBack()).thenRefused('refund.nothing-paid');
    given(purchaseDecider, requested, made, backAsked).when(giveBack()).thenEvents();
    given(purchaseDecider, requested, made, backAsked, back(399, true))
      .when({ ...giveBack(), data: { ...giveBack().data, refundId: sessionId as string as RefundId } })
      .thenRefused('refund.nothing-paid');
  });
  it('is over when all of it went back, by whomever', () => {
    given(purchaseDecider, requested, made, backAsked).when(recordBack(399)).thenEvents(back(399, true));
    const [half, rest] = [sessionId as string as RefundId, refundId];
    given(purchaseDecider, requested, bought)
      .when(recordBack(199, half))
      .thenEvents(back(199, false, half));
    given(purchaseDecider, requested, bought, back(199, false, half))
      .when(recordBack(200))
      .thenEvents(back(200, true, rest));
    given(purchaseDecider, requested, bought, back(199, false, half))
      .when(recordBack(199, half))
      .thenEvents();
    given(purchaseDecider, requested, failed).when(recordBack(399)).thenEvents();
  });
  it('is theirs again when the money could not go back', () => {
    const data = { purchaseId, refundId, code: 'expired_card' };
    const not: PurchaseEvent = {
      type: 'billing.PurchaseRefundFailed',
      data: { ...who, refundId, code: data.code, at },
    };
    const { state } = given(purchaseDecider, requested, made, backAsked, not);
    assert.ok(isHad(state, at));
    given(purchaseDecider, requested, made, backAsked)
      .when({ type: 'RecordPurchaseRefundFailure', data })
      .thenEvents(not);
    given(purchaseDecider, requested, made).when({ type: 'RecordPurchaseRefundFailure', data }).thenEvents();
  });
  it('stands in the way of another one as long as it is theirs', () => {
    const had = (when: string, ...history: readonly PurchaseEvent[]) =>
      isHad(given(purchaseDecider, ...history).state, when);
    assert.deepEqual(
      [had(at), had(at, requested), had(at, requested, failed), had(at, requested, made)],
      [false, true, false, true],
    );
    assert.equal(had(startBy, requested, made), false, 'whether or not its timer has fired');
    assert.equal(had('9999-01-01T00:00:00.000Z', requested, bought), true);
  });
});
