import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { given } from '../testing/given.ts';
import { creditFor, payerDecider } from './payer.decider.ts';
import type { PayerEvent } from './payer.decider.ts';

const id = (n: string) => `00000000-0000-4000-8000-0000000000${n}` as never;
const [accountId, invoiceId] = [id('a1'), id('b1')];
const known: PayerEvent = { type: 'billing.PayerKnown', data: { accountId, customerRef: 'c' } };
const card = (methodRef: string) => ({
  ...{ accountId, methodRef, brand: 'visa', last4: '4242', fingerprint: 'f' },
  expires: { year: 2030, month: 1 },
});
const kept = (ref: string): PayerEvent => ({ type: 'billing.PaymentMethodKept', data: card(ref) });
const credit = (amountMinor: number): PayerEvent => ({
  type: 'billing.CreditGranted',
  data: { accountId, creditId: id('c1'), currency: 'EUR', amountMinor, cause: 'staff', why: 'x' },
});
const choose = (attempt: number, dueMinor = 1000, currency = 'EUR') =>
  ({ type: 'ChoosePayment', data: { accountId, invoiceId, attempt, currency, dueMinor } }) as const;
const chosen = (creditMinor: number, methodRef: string | null, attempt = 1, currency = 'EUR'): PayerEvent => ({
  type: 'billing.PaymentChosen',
  data: {
    ...{ accountId, invoiceId, attempt, currency, creditMinor, chargeMinor: 1000 - creditMinor },
    ...{ customerRef: 'c', methodRef },
  },
});
const used = (amountMinor: number): PayerEvent => ({
  type: 'billing.CreditUsed',
  data: { accountId, invoiceId, currency: 'EUR', amountMinor },
});

test('credit never leaves so little for a card that no provider charges it', () => {
  const split = [
    [0, 1000, 0],
    [400, 1000, 400],
    [1000, 1000, 1000],
    [5000, 1000, 1000],
    [990, 1000, 950],
    [951, 1000, 950],
    [950, 1000, 950],
    [20, 40, 0],
    [0, 40, 0],
    [40, 40, 40],
  ] as const;
  for (const [credit, due, used] of split) assert.equal(creditFor(credit, due), used, `${credit} of ${due}`);
});

describe('whoever pays', () => {
  it('is known by one name', () => {
    given(payerDecider)
      .when({ type: 'KeepMethod', data: card('m') })
      .thenRefused('payer.unknown');
    given(payerDecider, known)
      .when({ type: 'RecordPayer', data: { accountId, customerRef: 'c' } })
      .thenEvents();
    given(payerDecider, known)
      .when({ type: 'RecordPayer', data: { accountId, customerRef: 'd' } })
      .thenRefused('payer.known');
  });

  it('pays by the means that was kept or chosen last', () => {
    const methods = [known, kept('m'), kept('n')];
    given(payerDecider, ...methods)
      .when(choose(1))
      .thenEvents(chosen(0, 'n'));
    const preferred: PayerEvent = { type: 'billing.DefaultMethodChosen', data: { accountId, methodRef: 'm' } };
    given(payerDecider, ...methods)
      .when({ type: 'ChooseDefaultMethod', data: { accountId, methodRef: 'm' } })
      .thenEvents(preferred);
    given(payerDecider, ...methods, preferred)
      .when(choose(1))
      .thenEvents(chosen(0, 'm'));
    const gone: PayerEvent = { type: 'billing.PaymentMethodRemoved', data: { accountId, methodRef: 'n' } };
    given(payerDecider, ...methods, gone)
      .when(choose(1))
      .thenEvents(chosen(0, 'm'));
    given(payerDecider, known)
      .when({ type: 'RemoveMethod', data: { accountId, methodRef: 'x' } })
      .thenRefused('method.unknown');
  });

  it('pays by credit of that currency first, once for each attempt', () => {
    const rich = [known, credit(300)];
    given(payerDecider, ...rich)
      .when(choose(1))
      .thenEvents(used(300), chosen(300, null));
    given(payerDecider, ...rich)
      .when(choose(1, 1000, 'USD'))
      .thenEvents(chosen(0, null, 1, 'USD'));
    const once = [...rich, used(300), chosen(300, null)];
    given(payerDecider, ...once)
      .when(choose(1))
      .thenEvents();
    given(payerDecider, ...once)
      .when(choose(2))
      .thenEvents(chosen(300, null, 2));
    given(payerDecider, ...once)
      .when({ type: 'ReturnCredit', data: { accountId, invoiceId, keepMinor: 300 } })
      .thenEvents();
    const returned: PayerEvent = {
      type: 'billing.CreditReturned',
      data: { accountId, invoiceId, currency: 'EUR', amountMinor: 300 },
    };
    given(payerDecider, ...once)
      .when({ type: 'ReturnCredit', data: { accountId, invoiceId, keepMinor: 0 } })
      .thenEvents(returned);
    given(payerDecider, ...once, returned)
      .when(choose(2))
      .thenEvents(used(300), chosen(300, null, 2));
  });
});
