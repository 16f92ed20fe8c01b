import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { planDecider } from './plan.decider.ts';
import type { PlanCommand, PlanEvent } from './plan.decider.ts';
import { at, defined, features, planId, priceId, priceSet } from './samples.ts';

const retired: PlanEvent = { type: 'billing.PlanRetired', data: { planId } };
const { planId: _, ...price } = priceSet().data;
const set = (changes: Partial<Extract<PlanCommand, { type: 'SetPlanPrice' }>['data']> = {}) =>
  ({ type: 'SetPlanPrice', data: { ...price, planId, from: null, ...changes }, at }) as const;
const other = priceId.replace('b1', 'b2') as typeof priceId;

describe('a plan', () => {
  it('is defined once', () => {
    given(planDecider).when({ type: 'DefinePlan', data: defined.data }).thenEvents(defined);
    given(planDecider, defined).when({ type: 'DefinePlan', data: defined.data }).thenRefused('plan.exists');
  });
  it('is described and changed, and the same again is nothing', () => {
    const described: PlanEvent = { type: 'billing.PlanDescribed', data: { planId, name: 'Big', description: 'All' } };
    given(planDecider, defined).when({ type: 'DescribePlan', data: described.data }).thenEvents(described);
    given(planDecider, defined, described).when({ type: 'DescribePlan', data: described.data }).thenEvents();
    const changed: PlanEvent = {
      type: 'billing.PlanFeaturesChanged',
      data: { planId, features: { ...features, streams: 4 } },
    };
    given(planDecider, defined).when({ type: 'ChangePlanFeatures', data: changed.data }).thenEvents(changed);
    given(planDecider, defined, changed).when({ type: 'ChangePlanFeatures', data: changed.data }).thenEvents();
  });
  it('has prices from now on or from later, never from the past', () => {
    given(planDecider, defined)
      .when(set())
      .thenEvents(priceSet({ from: at }));
    const later = '2026-12-01T00:00:00.000Z';
    given(planDecider, defined)
      .when(set({ from: later }))
      .thenEvents(priceSet({ from: later }));
    given(planDecider, defined)
      .when(set({ from: '2025-12-31T00:00:00.000Z' }))
      .thenRefused('price.in-the-past');
  });
  it('has one price at one instant in one territory, however the instant is written', () => {
    const history = [defined, priceSet({ from: at })];
    given(planDecider, ...history)
      .when(set())
      .thenEvents();
    given(planDecider, ...history)
      .when(set({ amountMinor: 1 }))
      .thenRefused('price.exists');
    given(planDecider, ...history)
      .when(set({ priceId: other }))
      .thenRefused('price.same-instant');
    given(planDecider, ...history)
      .when(set({ priceId: other, from: at.replace('.000Z', 'Z') }))
      .thenRefused('price.same-instant');
    given(planDecider, ...history)
      .when(set({ priceId: other, territory: 'CH', currency: 'CHF' }))
      .thenEvents(priceSet({ priceId: other, territory: 'CH', currency: 'CHF', from: at }));
  });
  it('is sold in currencies that there are', () => {
    for (const currency of ['XXX', 'KWD', 'AAA'])
      given(planDecider, defined).when(set({ currency })).thenRefused('price.currency');
  });
  it('is retired for good, and refuses everything then', () => {
    given(planDecider, defined).when({ type: 'RetirePlan', data: { planId } }).thenEvents(retired);
    given(planDecider, defined, retired).when({ type: 'RetirePlan', data: { planId } }).thenEvents();
    given(planDecider, defined, retired).when(set()).thenRefused('plan.retired');
  });
  it('must be there', () => {
    for (const command of [set(), { type: 'RetirePlan', data: { planId } } as const])
      given(planDecider).when(command).thenRefused('plan.unknown');
  });
});
