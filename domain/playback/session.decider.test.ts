import { describe, it } from 'node:test';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import { given, testInstant } from '../testing/given.ts';
import { otherId, packageId, profileId, sessionId, titleId } from '../media/samples.ts';
import { sessionDecider } from './session.decider.ts';
import type { EventOf } from '../../schemas/kernel/define.ts';
import type { PlaybackSummarised } from '../../schemas/playback/session.events.ts';
import type { SessionEvent } from './session.decider.ts';

const who = { sessionId, titleId, profileId };
const begun = { ...who, packageId, durationMs: 12_000, startPositionMs: 0 };
const over = { ...who, reason: 'quit', positionMs: 5000 } as const;
const started: SessionEvent = { type: 'playback.PlaybackStarted', data: begun };
const ended: SessionEvent = { type: 'playback.PlaybackEnded', data: over };
const heartbeat: SessionEvent = {
  type: 'playback.PlaybackHeartbeat',
  data: {
    ...who,
    seq: 3,
    startedAt: testInstant,
    receivedAt: testInstant,
    durationMs: 12_000,
    samples: [{ ts: 1, sta: 'p', pt: 3000 }],
  },
};
const start = { type: 'StartPlayback', data: begun } as const;
const end = { type: 'EndPlayback', data: over } as const;

describe('playback session', () => {
  it('starts once', () => {
    given(sessionDecider).when(start).thenEvents(started);
    given(sessionDecider, started).when(start).thenRefused('session.already-started');
  });
  it('cannot start beyond the end of the film', () =>
    given(sessionDecider)
      .when({ ...start, data: { ...begun, startPositionMs: 12_001 } })
      .thenRefused('session.beyond-end'));
  it('ends once, also after heartbeats of an old log', () => {
    given(sessionDecider, started, heartbeat).when(end).thenEvents(ended);
    given(sessionDecider, started, heartbeat, ended).when(end).thenEvents();
  });
  it('is ended by its own profile and for its own title only', () => {
    for (const history of [[started], [started, ended]])
      given(sessionDecider, ...history)
        .when({ ...end, data: { ...over, profileId: otherId as ProfileId } })
        .thenRefused('session.other-profile');
    given(sessionDecider, started)
      .when({ ...end, data: { ...over, titleId: otherId as TitleId } })
      .thenRefused('session.other-title');
  });
  it('fails once, whether its player says so, or its end', () => {
    const failure = { ...who, positionMs: 5000, code: 'media-decode' };
    const failed: SessionEvent = { type: 'playback.PlaybackFailed', data: failure };
    const fail = { type: 'FailPlayback', data: failure } as const;
    const endByError = { type: 'EndPlayback', data: { ...over, reason: 'error', errorCode: 'media-decode' } } as const;
    const endedByError: SessionEvent = { type: 'playback.PlaybackEnded', data: { ...over, reason: 'error' } };
    given(sessionDecider, started).when(fail).thenEvents(failed);
    given(sessionDecider, started, failed).when(fail).thenEvents();
    given(sessionDecider, started).when(endByError).thenEvents(failed, endedByError);
    given(sessionDecider, started, failed).when(endByError).thenEvents(endedByError);
    given(sessionDecider, started, failed, endedByError).when(fail).thenEvents();
    given(sessionDecider, started)
      .when({ ...end, data: { ...over, reason: 'error', positionMs: 2 ** 40 } })
      .thenEvents(
        { ...failed, data: { ...failure, code: null, positionMs: 2 ** 31 - 1 } },
        { ...endedByError, data: { ...over, reason: 'error', positionMs: 2 ** 40 } },
      );
  });
  it('may be known to have failed only after it was closed', () => {
    const failure = { ...who, positionMs: 5000, code: null };
    given(sessionDecider, started, ended)
      .when({ type: 'FailPlayback', data: failure })
      .thenEvents({ type: 'playback.PlaybackFailed', data: failure });
    given(sessionDecider).when({ type: 'FailPlayback', data: failure }).thenRefused('session.unknown');
    given(sessionDecider, started)
      .when({ type: 'FailPlayback', data: { ...failure, titleId: otherId as TitleId } })
      .thenRefused('session.other-title');
  });
  it('is summarised once, whether it ended, failed or just fell silent', () => {
    const figures = {
      ...who,
      startedAt: testInstant,
      endedAt: testInstant,
      outcome: 'vanished',
      furthestMs: 3000,
      lastMs: 3000,
      watchedMs: 3000,
      startDelayMs: null,
      stalls: 0,
      stalledMs: 0,
      droppedFrames: 0,
      averageKbps: null,
      heartbeats: 1,
      ...{ definition: 2, failureCode: null, began: true, durationMs: 9000, watched: [], coveredMs: 0, switches: 0 },
      ...{ bytes: null, missing: 0, requests: 0, starved: 0, clockAheadMs: null },
    } satisfies EventOf<typeof PlaybackSummarised>['data'];
    const failed: SessionEvent = {
      type: 'playback.PlaybackFailed',
      data: { ...who, positionMs: 5000, code: null },
    };
    const summarised: SessionEvent = { type: 'playback.PlaybackSummarised', data: figures };
    const summarise = { type: 'SummarisePlayback', data: figures } as const;
    for (const history of [[started], [started, ended], [started, failed], [started, heartbeat, failed, ended]]) {
      given(sessionDecider, ...history)
        .when(summarise)
        .thenEvents(summarised);
      given(sessionDecider, ...history, summarised)
        .when(summarise)
        .thenEvents();
    }
    given(sessionDecider, started, summarised, ended).when(summarise).thenEvents();
    given(sessionDecider).when(summarise).thenRefused('session.unknown');
    given(sessionDecider, started)
      .when({ ...summarise, data: { ...figures, profileId: otherId as ProfileId } })
      .thenRefused('session.other-profile');
    given(sessionDecider, started)
      .when({ ...summarise, data: { ...figures, titleId: otherId as TitleId } })
      .thenRefused('session.other-title');
  });
  it('must have been started', () => given(sessionDecider).when(end).thenRefused('session.unknown'));
});
