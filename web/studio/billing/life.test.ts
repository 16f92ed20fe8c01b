import assert from 'node:assert/strict';
import { test } from 'node:test';
import { courseOf } from './life.ts';

const event = (type: string, day: number) => ({
  type: `billing.${type}`,
  at: new Date(Date.UTC(2026, 0, day)).toISOString(),
});
const dayOf = (ms: number) => Math.round((ms - Date.UTC(2026, 0, 0)) / 86_400_000);
const drawn = (events: readonly ReturnType<typeof event>[], now = 60) =>
  courseOf(events, Date.UTC(2026, 0, now)).map(({ state, start, end }) => [state, dayOf(start), dayOf(end)]);

test('a life is drawn from state to state, and what goes on ends now', () => {
  const life = [
    event('PaymentRecovered', 40),
    event('TrialStarted', 1),
    event('SubscriptionActivated', 15),
    event('PaymentFailed', 35),
    event('DunningStarted', 35),
  ];
  assert.deepEqual(drawn(life), [
    ['trial', 1, 15],
    ['paid', 15, 35],
    ['overdue', 35, 40],
    ['paid', 40, 60],
  ]);
});

test('renewals make no new part, a rest ends in what was before it, and the end ends it', () => {
  const life = [
    event('SubscriptionRequested', 1),
    event('SubscriptionStarted', 2),
    event('SubscriptionRenewed', 32),
    event('SubscriptionPaused', 40),
    event('SubscriptionResumed', 50),
    event('SubscriptionCanceled', 55),
  ];
  assert.deepEqual(drawn(life), [
    ['waiting', 1, 2],
    ['paid', 2, 40],
    ['resting', 40, 50],
    ['paid', 50, 55],
  ]);
  assert.deepEqual(drawn([]), []);
});
