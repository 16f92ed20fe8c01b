import { makeEvent } from './made-events.ts';
import type { Addressed } from './made-events.ts';
import type { Chance } from './random.ts';

/**
 * One viewing: a start, heartbeats, perhaps an end. Half of them have their heartbeats between the milestones, as version
 * 0.1.0 wrote them.
 */
export function sessionHistory(
  chance: Chance,
  who: {
    readonly titleId: string;
    readonly profileId: string;
    readonly durationMs: number;
    readonly startedAt: string;
  },
): readonly Addressed[] {
  const sessionId = chance.uuid();
  const { titleId, profileId, durationMs, startedAt } = who;
  const ids = { sessionId, titleId, profileId };
  const stream = `playback-${sessionId}`;
  const heartbeatsStream = /[0-7]$/.test(sessionId) ? stream : `heartbeats-${sessionId}`;
  const out = [
    {
      stream,
      event: makeEvent(chance, 'playback.PlaybackStarted', {
        ...ids,
        packageId: chance.uuid(),
        durationMs,
        startPositionMs: 0,
      }),
    },
  ];
  let pt = chance.below(durationMs);
  const heartbeats = 1 + chance.below(6);
  for (let seq = 1; seq <= heartbeats; seq += 1) {
    pt = Math.min(durationMs, pt + chance.below(durationMs / 4));
    const receivedAt = new Date(Date.parse(startedAt) + seq * 30_000).toISOString();
    const data = { ...ids, seq, startedAt, receivedAt, durationMs, samples: [{ ts: 1, sta: 'p', pt }] };
    out.push({ stream: heartbeatsStream, event: makeEvent(chance, 'playback.PlaybackHeartbeat', data) });
  }
  if (chance.next() < 0.5)
    out.push({
      stream,
      event: makeEvent(chance, 'playback.PlaybackEnded', { ...ids, reason: 'quit', positionMs: pt }),
    });
  return out;
}
