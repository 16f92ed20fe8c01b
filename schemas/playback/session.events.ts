import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { TitleId } from '../catalog/ids.ts';
import { PackageId } from '../media/ids.ts';
import { ProfileId } from '../kernel/id.ts';
import { INT32_MAX } from '../kernel/text.ts';
import { SessionId } from './ids.ts';
import { HeartbeatSample } from './sample.ts';

const who = { sessionId: SessionId, titleId: TitleId, profileId: ProfileId };

export const PlaybackStarted = defineEvent({
  type: 'playback.PlaybackStarted',
  version: 1,
  category: 'playback',
  description: 'A viewer began to watch a title.',
  data: z.strictObject({ ...who, packageId: PackageId, durationMs: z.int().min(0), startPositionMs: z.int().min(0) }),
});

export const PlaybackHeartbeat = defineEvent({
  type: 'playback.PlaybackHeartbeat',
  version: 2,
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

/** Rules by which figures are made; raised with every change of what one of them means. */
export const FIGURES_DEFINITION = 2;
/** Stretches of a film that a summary holds; more are joined where the gaps are smallest. */
export const MOST_STRETCHES = 200;

/** What a playback came to, in figures that every reader can hold. */
export const PlaybackFigures = z.strictObject({
  definition: z.int().min(1).max(1000).describe('by which rules these figures were made'),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().describe('when its end or failure was reported; else when it was last heard of'),
  outcome: z
    .enum(['ended', 'quit', 'error', 'vanished'])
    .describe('how it ended; `vanished`: its player was not heard of any more'),
  failureCode: z
    .string()
    .min(1)
    .max(80)
    .nullable()
    .describe('what the player gave up with; null: it did not, or had no code'),
  began: z
    .boolean()
    .describe('whether a picture was seen; without one and with the outcome `quit` it was left before it started'),
  durationMs: bounded().nullable().describe('running time of the film, ms; null: nobody knows'),
  furthestMs: bounded().describe('the furthest playhead, ms'),
  lastMs: bounded().describe('the last playhead, ms'),
  watchedMs: bounded().describe('how long the film was seen to play, ms: without pauses, seeks and stalls'),
  watched: z
    .array(z.strictObject({ fromMs: bounded(), toMs: bounded() }))
    .max(MOST_STRETCHES)
    .describe('stretches of the film that were seen, in order and apart from each other, ms'),
  coveredMs: bounded().describe('how much of the film they are in all, ms'),
  startDelayMs: bounded().nullable().describe('from the intent to play to the first picture, ms; null: not reported'),
  stalls: bounded(),
  stalledMs: bounded().describe('how long it stalled in all, ms'),
  droppedFrames: bounded(),
  switches: bounded().describe('how often the bit rate changed while it played'),
  averageKbps: bounded()
    .nullable()
    .describe('bit rate shown, kbit/s, on average over the time watched; null: not reported'),
  bytes: z
    .int()
    .min(0)
    .max(2 ** 50)
    .nullable()
    .describe('bytes of media loaded; null: not reported'),
  heartbeats: bounded().describe('heartbeats that these figures are made of'),
  missing: bounded().describe('heartbeats that never arrived, by the gaps in their numbers'),
  requests: bounded().describe('requests for media that said how playback goes (CMCD)'),
  starved: bounded().describe('of these, how many said that the buffer had run empty'),
  clockAheadMs: z
    .int()
    .min(-INT32_MAX)
    .max(INT32_MAX)
    .nullable()
    .describe("how far the player's clock is ahead of the server's, ms, at its closest; null: no heartbeat came"),
});
export type PlaybackFigures = z.infer<typeof PlaybackFigures>;

export const PlaybackSummarised = defineEvent({
  type: 'playback.PlaybackSummarised',
  version: 2,
  category: 'playback',
  description: 'A playback is over, and these are its figures.',
  data: z.strictObject({ ...who, ...PlaybackFigures.shape }),
});

export const MediaRequestsReported = defineEvent({
  type: 'playback.MediaRequestsReported',
  version: 1,
  category: 'heartbeats',
  description: 'A player said with its requests for media how playback goes.',
  telemetry: true,
  data: z.strictObject({
    sessionId: SessionId,
    titleId: TitleId,
    reportId: z.uuid().describe('one report of one gateway; a repeat is dropped'),
    receivedAt: z.iso.datetime().describe('when the last of them came'),
    requests: bounded(),
    starved: bounded().describe('how many said that the buffer had run empty'),
    urgent: bounded().describe('how many said that they fill the buffer at the start or after a seek'),
    br: bounded().nullable().describe('encoded bit rate, kbit/s, on average; null: none was said'),
    tb: bounded().nullable().describe('highest bit rate on offer, kbit/s'),
    mtp: bounded().nullable().describe('measured throughput, kbit/s, as it was said last'),
    bl: bounded().nullable().describe('the least buffer, ms'),
  }),
});

export const sessionEvents = [
  PlaybackStarted,
  PlaybackHeartbeat,
  PlaybackFailed,
  PlaybackEnded,
  PlaybackSummarised,
  MediaRequestsReported,
] as const;
