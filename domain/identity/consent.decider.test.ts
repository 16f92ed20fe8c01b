import { describe, it } from 'node:test';
import { given, testInstant } from '../testing/given.ts';
import { consentDecider } from './consent.decider.ts';
import type { ConsentEvent } from './consent.decider.ts';
import { accountId } from './samples.ts';

const said = { accountId, purpose: 'analytics', textVersion: '1' } as const;
const yes: ConsentEvent = { type: 'identity.ConsentGiven', data: { ...said, decidedAt: testInstant } };
const no: ConsentEvent = { type: 'identity.ConsentWithdrawn', data: { ...said, decidedAt: testInstant } };

describe('consent', () => {
  it('is given once to a sentence, and again to another one', () => {
    given(consentDecider).when({ type: 'GiveConsent', data: said }).thenEvents(yes);
    given(consentDecider, yes).when({ type: 'GiveConsent', data: said }).thenEvents();
    const newer = { ...said, textVersion: '2' };
    given(consentDecider, yes)
      .when({ type: 'GiveConsent', data: newer })
      .thenEvents({ type: 'identity.ConsentGiven', data: { ...newer, decidedAt: testInstant } });
  });

  it('is withdrawn where it was given', () => {
    given(consentDecider).when({ type: 'WithdrawConsent', data: said }).thenEvents();
    given(consentDecider, yes).when({ type: 'WithdrawConsent', data: said }).thenEvents(no);
    given(consentDecider, yes, no).when({ type: 'GiveConsent', data: said }).thenEvents(yes);
  });
});
