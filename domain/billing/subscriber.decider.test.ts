import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { subscriberDecider, trialDecider } from './subscriber.decider.ts';

const id = (n: string) => `00000000-0000-4000-8000-0000000000${n}` as never;
const [accountId, planId, other] = [id('a1'), id('b1'), id('b2')];
const claimed = (subscriptionId: string, changes: object = {}) =>
  ({
    type: 'billing.SubscriptionClaimed',
    data: { accountId, subscriptionId: id(subscriptionId), planId, trial: false, insteadOf: null, ...changes },
  }) as const;
const claim = (subscriptionId: string, changes: object = {}) =>
  ({ type: 'ClaimSubscription', data: { ...claimed(subscriptionId).data, begun: false, ...changes } }) as const;

describe('the subscription of an account', () => {
  it('is one at a time: of two that begin at once one does', () => {
    given(subscriberDecider).when(claim('01')).thenEvents(claimed('01'));
    given(subscriberDecider, claimed('01')).when(claim('01')).thenEvents();
    for (const changes of [{ trial: true }, { planId: other }])
      given(subscriberDecider, claimed('01')).when(claim('01', changes)).thenRefused('subscription.exists');
    given(subscriberDecider, claimed('01')).when(claim('02')).thenRefused('subscription.exists');
    const instead = { insteadOf: id('01') };
    given(subscriberDecider, claimed('01'))
      .when(claim('02', { ...instead, begun: true }))
      .thenEvents(claimed('02', instead));
    given(subscriberDecider, claimed('01'), claimed('02', instead))
      .when(claim('03', instead))
      .thenRefused('subscription.exists');
  });

  it('tries a plan once, unless what claimed it never began', () => {
    const tried = claimed('01', { trial: true });
    const again = { trial: true, insteadOf: id('01') };
    given(subscriberDecider, tried)
      .when(claim('02', { ...again, begun: true }))
      .thenRefused('trial.used');
    given(subscriberDecider, tried).when(claim('02', again)).thenEvents(claimed('02', again));
    given(subscriberDecider, tried)
      .when(claim('02', { ...again, begun: true, planId: other }))
      .thenEvents(claimed('02', { ...again, planId: other }));
    given(subscriberDecider, tried, claimed('02', { insteadOf: id('01') }))
      .when(claim('03', { trial: true, insteadOf: id('02') }))
      .thenRefused('trial.used');
  });
});

describe('a plan and a card', () => {
  const data = { trialId: id('c1'), accountId, subscriptionId: id('01'), planId };
  const tried = { type: 'billing.TrialClaimed', data } as const;
  const claimTrial = (subscriptionId: string, insteadOf: string | null = null) =>
    ({ type: 'ClaimTrial', data: { ...data, subscriptionId: id(subscriptionId), insteadOf } }) as never;
  it('come together once for a trial', () => {
    given(trialDecider).when(claimTrial('01')).thenEvents(tried);
    given(trialDecider, tried).when(claimTrial('01')).thenEvents();
    given(trialDecider, tried).when(claimTrial('02')).thenRefused('trial.used');
    given(trialDecider, tried)
      .when(claimTrial('02', id('01')))
      .thenEvents({ ...tried, data: { ...data, subscriptionId: id('02') } });
  });
});
