import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { TitleId } from '../catalog/ids.ts';
import { PackageId } from '../media/ids.ts';
import { ProfileId } from '../kernel/id.ts';
import { INT32_MAX } from '../kernel/text.ts';
import { SessionId } from './ids.ts';

const who = { sessionId: SessionId, titleId: TitleId, profileId: ProfileId };

/** Player states after CMCD v2 (CTA-5004-B): starting, playing, seeking, rebuffering, paused, waiting, ended, fatal, quit, preloading. */
export const PlayerState = z.enum(['s', 'p', 'k', 'r', 'a', 'w', 'e', 'f', 'q', 'd']);

/** One sample of the player. Names follow CMCD v2 keys where one exists; times are milliseconds, rates kbit/s. */
export const HeartbeatSample = z.strictObject({
  ts: z.int().min(0).describe('player clock, ms since the Unix epoch'),
  sta: PlayerState,
  pt: z.int().min(0).describe('playhead, ms'),
  br: z.int().min(0).optional().describe('encoded bit rate shown'),
  bl: z.int().min(0).optional().describe('buffer ahead of the playhead'),
  mtp: z.int().min(0).optional().describe('measured throughput'),
  bsa: z.int().min(0).optional().describe('stalls so far'),
  bsda: z.int().min(0).optional().describe('stalled time so far'),
  msd: z.int().min(0).optional().describe('start delay, sent once'),
  dfa: z.int().min(0).optional().describe('dropped frames so far'),
  e: z.string().max(40).optional().describe('what just happened, e.g. pause, seek, error'),
  ec: z.string().max(80).optional().describe('error code'),
});
export type HeartbeatSample = z.infer<typeof HeartbeatSample>;

export const PlaybackStarted = defineEvent({
  type: 'playback.PlaybackStarted',
  version: 1,
  category: 'playback',
  description: 'A viewer began to watch a title.',
  data: z.strictObject({ ...who, packageId: PackageId, durationMs: z.int().min(0), startPositionMs: z.int().min(0) }),
});

export const PlaybackHeartbeat = defineEvent({
  type: 'playback.PlaybackHeartbeat',
  version: 1,
  // Up to version 0.1.0 they stood in `playback-{sessionId}` between the milestones, so what reads that stream knows them too.
  category: 'heartbeats',
  description: 'A player reported what it had been doing.',
  telemetry: true,
  data: z.strictObject({
    ...who,
    seq: z.int().min(1).describe('1, 2, 3 … within the session; a repeat is dropped'),
    startedAt: z.iso.datetime().describe('when the session started: orders sessions of one profile'),
    receivedAt: z.iso.datetime(),
    durationMs: z.int().min(0),
    samples: z.array(HeartbeatSample).min(1).max(60),
  }),
});

export const PlaybackFailed = defineEvent({
  type: 'playback.PlaybackFailed',
  version: 1,
  category: 'playback',
  description: 'A player gave up: an error ended the playback.',
  data: z.strictObject({
    ...who,
    positionMs: z.int().min(0).max(INT32_MAX).describe('playhead, ms'),
    code: z.string().min(1).max(80).nullable().describe('error code of the player; null when it gave none'),
  }),
});

export const PlaybackEnded = defineEvent({
  type: 'playback.PlaybackEnded',
  version: 1,
  category: 'playback',
  description: 'A viewer stopped watching.',
  data: z.strictObject({ ...who, reason: z.enum(['ended', 'quit', 'error']), positionMs: z.int().min(0) }),
});

const bounded = () => z.int().min(0).max(INT32_MAX);

/** What a playback came to, in figures that every reader can hold. */
export const PlaybackFigures = z.strictObject({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().describe('when its end or failure was reported; else when it was last heard of'),
  outcome: z
    .enum(['ended', 'quit', 'error', 'vanished'])
    .describe('how it ended; `vanished`: its player was not heard of any more'),
  furthestMs: bounded().describe('the furthest playhead, ms'),
  lastMs: bounded().describe('the last playhead, ms'),
  watchedMs: bounded().describe('how long the film was seen to play, ms: without pauses, seeks and stalls'),
  startDelayMs: bounded().nullable().describe('from the wish to play to the first picture, ms; null: not reported'),
  stalls: bounded(),
  stalledMs: bounded().describe('how long it stalled in all, ms'),
  droppedFrames: bounded(),
  averageKbps: bounded()
    .nullable()
    .describe('bit rate shown, kbit/s, on average over the time watched; null: not reported'),
  heartbeats: bounded().describe('heartbeats that these figures are made of'),
});
export type PlaybackFigures = z.infer<typeof PlaybackFigures>;

export const PlaybackSummarised = defineEvent({
  type: 'playback.PlaybackSummarised',
  version: 1,
  category: 'playback',
  description: 'A playback is over, and these are its figures.',
  data: z.strictObject({ ...who, ...PlaybackFigures.shape }),
});

export const sessionEvents = [
  PlaybackStarted,
  PlaybackHeartbeat,
  PlaybackFailed,
  PlaybackEnded,
  PlaybackSummarised,
] as const;
