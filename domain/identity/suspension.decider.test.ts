import { describe, it } from 'node:test';
import type { AccountId } from '../../schemas/identity/ids.ts';
import { otherId } from '../media/samples.ts';
import { given } from '../testing/given.ts';
import { suspensionDecider, type SuspensionEvent } from './suspension.decider.ts';

const accountId = otherId as AccountId;
const suspend = (reason: 'terms' | 'law') => ({ type: 'SuspendAccount', data: { accountId, reason } }) as const;
const lift = { type: 'LiftSuspension', data: { accountId } } as const;
const suspended = (reason: 'terms' | 'law'): SuspensionEvent => ({
  type: 'identity.AccountSuspended',
  data: { accountId, reason },
});
const lifted: SuspensionEvent = { type: 'identity.SuspensionLifted', data: { accountId } };

describe('a suspension', () => {
  it('is said once, and again for another reason', () => {
    given(suspensionDecider).when(suspend('terms')).thenEvents(suspended('terms'));
    given(suspensionDecider, suspended('terms')).when(suspend('terms')).thenEvents();
    given(suspensionDecider, suspended('terms')).when(suspend('law')).thenEvents(suspended('law'));
  });
  it('is lifted, and may come again', () => {
    given(suspensionDecider, suspended('terms')).when(lift).thenEvents(lifted);
    given(suspensionDecider).when(lift).thenEvents();
    given(suspensionDecider, suspended('terms'), lifted).when(lift).thenEvents();
    given(suspensionDecider, suspended('terms'), lifted).when(suspend('terms')).thenEvents(suspended('terms'));
  });
});
