import { describe, it } from 'node:test';
import type { AccountId } from '../../schemas/identity/ids.ts';
import { otherId, profileId, sessionId, titleId } from '../media/samples.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import { given } from '../testing/given.ts';
import { decisionDecider, type DecisionEvent } from './decision.decider.ts';

const refused: DecisionEvent['data'] = {
  ...{ sessionId, titleId, profileId, accountId: otherId as AccountId },
  ...{ allow: false, reason: 'PLAN_REQUIRED', allReasons: ['PLAN_REQUIRED'], grantId: null, maxHeight: null },
  ...{ validUntil: null, policyVersion: 2, degraded: false },
  inputs: {
    ...{ at: '2026-01-02T03:04:05.000Z', caller: 'viewer', territory: 'DE', titlesWithoutRights: 'free' },
    ...{ audience: null, titleRevision: '4', rightsRevision: '1', profilePosition: null, grants: [], device: null },
    streams: null,
  },
};
const event = (data: DecisionEvent['data']): DecisionEvent => ({ type: 'playback.PlaybackDecided', data });
const record = (data: DecisionEvent['data']) => ({ type: 'RecordDecision', data }) as const;
const granted = { ...refused, allow: true, reason: null, allReasons: [] };

describe('a decision', () => {
  it('is written once, and again when it is another one', () => {
    given(decisionDecider).when(record(refused)).thenEvents(event(refused));
    given(decisionDecider, event(refused)).when(record(refused)).thenEvents();
    given(decisionDecider, event(refused)).when(record(granted)).thenEvents(event(granted));
  });
  it('belongs to who asked', () =>
    given(decisionDecider, event(refused))
      .when(record({ ...granted, profileId: otherId as unknown as ProfileId }))
      .thenRefused('session.other-profile'));
  it('is not made over and over', () =>
    given(decisionDecider, ...Array.from({ length: 20 }, () => event(refused)))
      .when(record(granted))
      .thenEvents());
});
