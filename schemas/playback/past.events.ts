import { z } from 'zod';
import { TitleId } from '../catalog/ids.ts';
import { defineEvent } from '../kernel/define.ts';
import { ProfileId } from '../kernel/id.ts';
import { INT32_MAX } from '../kernel/text.ts';
import { defineUpcaster } from '../kernel/upcast.ts';
import { SessionId } from './ids.ts';
import { PlayerState } from './sample.ts';

const who = { sessionId: SessionId, titleId: TitleId, profileId: ProfileId };

/** Samples had no more than this. */
const PastSample = z.strictObject({
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
    samples: z.array(PastSample).min(1).max(60),
  }),
});

const bounded = () => z.int().min(0).max(INT32_MAX);

/** Figures had no more than this. */
const PastFigures = z.strictObject({
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

export const PlaybackSummarised = defineEvent({
  type: 'playback.PlaybackSummarised',
  version: 1,
  category: 'playback',
  description: 'A playback is over, and these are its figures.',
  data: z.strictObject({ ...who, ...PastFigures.shape }),
});

/** Versions that are written no more. */
export const pastPlaybackEvents = [PlaybackHeartbeat, PlaybackSummarised] as const;

/** What was not added up before, as nobody knows it. */
const UNKNOWN = {
  ...{ definition: 1, durationMs: null, failureCode: null, watched: [], coveredMs: 0, switches: 0 },
  ...{ bytes: null, missing: 0, requests: 0, starved: 0, clockAheadMs: null },
};

export const playbackUpcasters = [
  // What a sample may hold has grown.
  defineUpcaster({ type: PlaybackHeartbeat.type, from: 1, up: (data) => data }),
  defineUpcaster({
    type: PlaybackSummarised.type,
    from: 1,
    up: (data) => ({ ...data, ...UNKNOWN, began: data['startDelayMs'] !== null || Number(data['watchedMs']) > 0 }),
  }),
];
