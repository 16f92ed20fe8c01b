import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CouponId } from '../../schemas/billing/coupon.events.ts';
import type { ProcessRequest } from '../kernel/process.ts';
import { couponingProcess } from './couponing.process.ts';
import { accountId, at, subscriptionId } from './samples.ts';

const couponId = '10000000-0000-4000-8000-0000000000c1' as CouponId;
const react = (event: object, state = couponingProcess.initial) =>
  couponingProcess.react({ event: event as never, eventId: couponId, at }, state, (label) => label);
const remember = (outputs: readonly ProcessRequest[]) =>
  outputs.reduce((state, output) => couponingProcess.evolve(state, output), couponingProcess.initial);
const of = { couponId, subscriptionId, accountId };
const claimed = { type: 'billing.CouponClaimed', data: { ...of, insteadOf: null, at } };
const commands = (outputs: readonly ProcessRequest[]) =>
  outputs.map((each) => (each.type === 'kernel.CommandRequested' ? each.data.command.data : each.type));

test('a claim whose subscription does not begin is given back after an hour', () => {
  const state = remember(react(claimed));
  const [name] = [...state.timers];
  assert.match(String(name), /^claim-/);
  const fired = {
    type: 'kernel.TimerFired',
    data: { process: 'couponing', processId: subscriptionId, name, dueAt: at, firedAt: at },
  };
  assert.deepEqual(commands(react(fired)), [{ couponId, subscriptionId, why: 'never-began' }]);
});

test('one that begins keeps it, until it is over before anything was paid', () => {
  const coupon = { couponId, code: 'WINTER25', reduction: { kind: 'percent', percent: 25 }, periods: 1, planIds: [] };
  const agreed = { type: 'billing.CouponAgreed', data: { subscriptionId, accountId, coupon, left: 0 } };
  assert.deepEqual(commands(react(agreed, remember(react(claimed)))), ['kernel.TimerCancelled']);
  assert.deepEqual(react(agreed), [], 'nothing to cancel');
  assert.deepEqual(commands(react({ type: 'billing.CouponUnused', data: of })), [
    { couponId, subscriptionId, why: 'never-paid' },
  ]);
});
