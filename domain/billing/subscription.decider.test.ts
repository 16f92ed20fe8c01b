import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { later } from '../kernel/later.ts';
import { DAY_MS } from './calendar.ts';
import { planId } from './samples.ts';
import type { priceId, subscriptionId } from './samples.ts';
import {
  invoice,
  terms,
  dearer,
  cheaper,
  one,
  start,
  end,
  subscribe,
  trial,
  paid,
  failed,
  renew,
  simple,
  pause,
  change,
  live,
  types,
  stateOf,
  newly,
  active,
  pastDue,
  day,
  suspended,
  trialEnd,
  states,
} from '../testing/subscriptions.ts';
import type { Given } from '../testing/subscriptions.ts';
import { subscriptionDecider } from './subscription.decider.ts';
import { accessUntil, shownStatus } from './subscription.state.ts';

describe('a subscription', () => {
  it('is in the state that its table says, with access or without', () => {
    const access: Readonly<Record<string, string | undefined>> = {
      trialing: later(trialEnd, 7 * DAY_MS),
      active: later(end, 7 * DAY_MS),
      canceling: end,
      past_due: day(7),
    };
    for (const [name, commands] of Object.entries(states)) {
      const state = stateOf(...commands);
      assert.equal(shownStatus(state), name);
      assert.equal(accessUntil(state), access[name], name);
    }
  });

  it('answers every command in every state as its table says', () => {
    const customer: Readonly<Record<string, Given>> = {
      StartTrial: trial,
      Subscribe: subscribe,
      Pause: pause('2026-02-20T00:00:00.000Z'),
      Resume: simple('ResumeSubscription'),
      CancelAtEnd: simple('CancelAtPeriodEnd'),
      Undo: simple('UndoCancel'),
      CancelNow: simple('CancelNow'),
      ChangeUp: change(dearer, 9, start),
      ChangeDown: change(cheaper, 9, start),
      Retry: simple('RetryPayment'),
    };
    const x = 'subscription.exists';
    const u = 'subscription.unknown';
    // In the order of `customer`; `-`: nothing to do.
    const table: Readonly<Record<string, readonly string[]>> = {
      none: ['TrialStarted', 'SubscriptionRequested', u, u, u, u, u, u, u, u],
      pending: [
        x,
        x,
        'pending',
        'pending',
        'pending',
        'pending',
        'SubscriptionCanceled',
        'pending',
        'pending',
        'pending',
      ],
      incomplete: [
        x,
        x,
        'incomplete',
        'incomplete',
        'incomplete',
        'incomplete',
        'SubscriptionCanceled',
        'incomplete',
        'incomplete',
        'PaymentRetryAsked',
      ],
      trialing: [
        x,
        x,
        'SubscriptionPaused',
        '-',
        'CancellationScheduled',
        '-',
        'SubscriptionCanceled',
        'trialing',
        'trialing',
        'trialing',
      ],
      active: [
        x,
        x,
        'SubscriptionPaused',
        '-',
        'CancellationScheduled',
        '-',
        'SubscriptionCanceled',
        'PlanChanged',
        'PlanChangeScheduled',
        'active',
      ],
      canceling: [
        x,
        x,
        'canceling',
        '-',
        '-',
        'CancellationReverted',
        'SubscriptionCanceled',
        'canceling',
        'canceling',
        'active',
      ],
      past_due: [
        x,
        x,
        'past-due',
        'past-due',
        'CancellationScheduled',
        '-',
        'SubscriptionCanceled',
        'past-due',
        'past-due',
        'PaymentRetryAsked',
      ],
      suspended: [
        x,
        x,
        'suspended',
        'suspended',
        'suspended',
        'suspended',
        'SubscriptionCanceled',
        'suspended',
        'suspended',
        'PaymentRetryAsked',
      ],
      paused: [
        x,
        x,
        'paused',
        'SubscriptionResumed',
        'paused',
        'paused',
        'SubscriptionCanceled',
        'paused',
        'paused',
        'paused',
      ],
      canceled: [x, x, 'over', 'over', 'over', 'over', '-', 'over', 'over', 'over'],
      expired: [x, x, 'over', 'over', 'over', 'over', 'over', 'over', 'over', 'over'],
    };
    for (const [name, history] of Object.entries(states))
      for (const [index, [label, command]] of Object.entries(customer).entries()) {
        const { decision } = given(subscriptionDecider, ...live(...history)).when(command);
        const answer = decision.kind === 'rejected' ? decision.rejection.code : types(decision.events).join(' ') || '-';
        const expected = table[name]?.[index] ?? '';
        const refusal = /^[a-z]+(-[a-z]+)*$/.test(expected) ? `subscription.${expected}` : expected;
        assert.equal(answer, refusal, `${label} while ${name}`);
      }
  });

  it('begins when its first invoice is paid, and is a restart for who comes back', () => {
    assert.deepEqual(types(live(...active)), ['SubscriptionRequested', 'SubscriptionStarted']);
    const back = { ...subscribe, data: { ...subscribe.data, previousId: planId as unknown as typeof subscriptionId } };
    assert.equal(newly([back], paid(1)), 'SubscriptionRestarted');
    const action = {
      type: 'RecordSubscriptionAction',
      data: { ...one, invoiceId: invoice(1), attempt: 1 },
      at: start,
    } as const;
    assert.equal(newly([subscribe], action), 'SubscriptionIncomplete');
    assert.equal(newly([subscribe, action], paid(1)), 'SubscriptionStarted');
    assert.equal(newly([subscribe, action], simple('ExpireIncomplete')), 'SubscriptionExpired');
  });

  it('keeps its day of the month over February', () => {
    const second = '2026-03-31T10:00:00.000Z';
    const state = stateOf(...active, renew(2, end), paid(2, end), renew(3, second), paid(3, second));
    assert.deepEqual(state.status !== 'none' && state.period, { start: second, end: '2026-04-30T10:00:00.000Z' });
  });

  it('has one invoice for one period, and a timer of another one does nothing', () => {
    assert.equal(newly(active, renew(2, end, start)), '', 'not before it is due');
    assert.equal(newly([...active, renew(2, end)], renew(3, end)), '', 'not twice');
    assert.equal(newly([...active, renew(2, end), paid(2, end)], renew(3, end)), '', 'not for a period that was paid');
  });

  it('begins its next period now when the process slept for longer than the grace', () => {
    const late = day(30);
    const state = stateOf(...active, renew(2, end, late), paid(2, late));
    assert.equal(state.status !== 'none' && state.period?.start, late);
    const soon = stateOf(...active, renew(2, end, day(5)), paid(2, day(5)));
    assert.equal(soon.status !== 'none' && soon.period?.start, end);
  });

  it('turns a trial into a subscription, or lets it expire where there is nothing to pay with', () => {
    const due = [trial, renew(2, trialEnd)] as const;
    assert.equal(newly(due, paid(2, trialEnd)), 'SubscriptionActivated');
    assert.equal(newly(due, failed(2, 1, trialEnd)), 'PaymentFailed DunningStarted');
    assert.equal(newly(due, failed(2, 1, trialEnd, false, 'no-method')), 'PaymentFailed TrialExpired');
    assert.equal(newly([trial, simple('CancelAtPeriodEnd')], renew(2, trialEnd)), 'SubscriptionCanceled');
    const warn = { type: 'NotifyTrialEnding', data: one, at: trialEnd } as const;
    assert.equal(newly([trial], warn), 'TrialEndingNotified');
    assert.equal(newly([trial, warn], warn), '', 'once');
  });

  it('is tried again on days 1, 3 and 5, suspended on 7, tried on 10, 14 and 21, and over then', () => {
    const on = (n: number) => simple('ContinueDunning', day(n));
    let history: readonly Given[] = pastDue;
    const seen: string[] = [];
    for (let n = 0; n <= 30; n += 1) {
      const what = newly(history, on(n));
      if (what !== '') seen.push(`${n} ${what}`);
      history = [...history, on(n)];
    }
    assert.deepEqual(seen, [
      ...['1', '3', '5'].map((n) => `${n} DunningContinued`),
      '7 SubscriptionSuspended',
      ...['10', '14', '21'].map((n) => `${n} DunningContinued`),
      '22 SubscriptionCanceled',
    ]);
    const last = [...suspended, on(10), on(14), on(21)];
    assert.equal(newly(last, failed(2, 2, day(21))), 'PaymentFailed SubscriptionCanceled');
    assert.equal(newly(pastDue, paid(2, day(3))), 'PaymentRecovered');
    assert.equal(newly(suspended, paid(2, day(10))), 'SubscriptionReinstated');
  });

  it('is not tried again where the bank said never; a new method starts that again', () => {
    const hard = [...active, renew(2, end), failed(2, 1, end, false, 'stolen_card')] as const;
    const retries = (history: readonly Given[]) => {
      const event = live(...history, simple('ContinueDunning', day(1))).at(-1);
      return event?.type === 'billing.DunningContinued' && event.data.retry;
    };
    assert.equal(retries(hard), false);
    assert.equal(retries([...hard, failed(2, 2, day(0))]), true);
  });

  it('hears of a failure once, and of none that is late', () => {
    assert.equal(newly(pastDue, failed(2, 1, end)), '');
    assert.equal(newly([...pastDue, paid(2, end)], failed(2, 2, end)), '');
    assert.equal(newly([...pastDue, paid(2, end)], paid(2, end)), '');
  });

  it('gives back what is paid when it is over, once', () => {
    const over = [...active, renew(2, end), simple('CancelNow', end)] as const;
    assert.equal(newly(over, paid(2, end)), 'PaymentAfterEnd');
    assert.equal(newly([...over, paid(2, end)], paid(2, end)), '');
    assert.equal(newly(over, paid(1, end)), '', 'what was paid before stays');
  });

  it('rests for at most three months, and goes on with what was left', () => {
    const at = '2026-02-14T10:00:00.000Z';
    for (const [until, code] of [
      [at, 'pause.in-the-past'],
      ['2026-05-14T10:00:00.001Z', 'pause.too-long'],
    ] as const)
      given(subscriptionDecider, ...live(...active))
        .when(pause(until, at))
        .thenRefused(code);
    const resumed = stateOf(
      ...active,
      pause('2026-05-14T10:00:00.000Z', at),
      simple('ResumeSubscription', later(at, 10 * DAY_MS)),
    );
    assert.deepEqual(resumed.status !== 'none' && resumed.period, {
      start: later(start, 10 * DAY_MS),
      end: later(end, 10 * DAY_MS),
    });
    const rested = stateOf(trial, pause(trialEnd), simple('ResumeSubscription', trialEnd));
    assert.equal(rested.status, 'trialing', 'a trial that rested is a trial');
  });

  it('costs more from the moment at which it is more, and the rest of the old is given back', () => {
    const half = '2026-02-14T10:00:00.000Z';
    const changed = live(...active, change(dearer, 3, half)).at(-1);
    assert.ok(changed?.type === 'billing.PlanChanged');
    assert.deepEqual([changed.data.creditMinor, changed.data.chargeMinor, changed.data.period.end], [500, 1500, end]);
    const yearly = { ...dearer, interval: { unit: 'year' as const, count: 1 } };
    const other = live(...active, change(yearly, 3, half)).at(-1);
    assert.ok(other?.type === 'billing.PlanChanged');
    assert.deepEqual(
      [other.data.creditMinor, other.data.chargeMinor, other.data.period.end],
      [500, 3000, '2027-02-14T10:00:00.000Z'],
    );
    const given1 = given(subscriptionDecider, ...live(...active, change(dearer, 3, half)));
    given1.when(change({ ...dearer, amountMinor: 9000, planId }, 4, half)).thenRefused('subscription.payment-open');
    given(subscriptionDecider, ...live(...active))
      .when(change({ ...dearer, currency: 'CHF' }, 4, half))
      .thenRefused('plan-change.currency');
    assert.equal(newly([...active, change(dearer, 3, half)], paid(3, half)), 'PlanChangePaid');
  });

  it('costs less from its next period on, unless that is taken back', () => {
    const down = [...active, change(cheaper, 3, start)] as const;
    const next = live(...down, renew(2, end)).at(-1);
    assert.ok(next?.type === 'billing.RenewalDue');
    assert.equal(next.data.terms.amountMinor, 500);
    assert.equal(newly(down, change(terms, 4, start)), 'PlanChangeDropped');
  });

  it('becomes dearer only after notice, cheaper with its next period', () => {
    const announce = (amountMinor: number, at: string, noticeDays = 30) =>
      ({
        type: 'AnnouncePrice',
        data: {
          ...one,
          priceId: planId as unknown as typeof priceId,
          amountMinor,
          taxIncluded: true,
          from: start,
          noticeDays,
        },
        at,
      }) as const;
    const amount = (amountMinor: number, at: string) => {
      const event = live(...active, announce(amountMinor, at), renew(2, end)).at(-1);
      return event?.type === 'billing.RenewalDue' && event.data.terms.amountMinor;
    };
    assert.equal(amount(1500, later(end, -29 * DAY_MS)), 1000, 'one day too few');
    assert.equal(amount(1500, later(end, -30 * DAY_MS)), 1500);
    assert.equal(amount(800, later(end, -DAY_MS)), 800);
  });
});
