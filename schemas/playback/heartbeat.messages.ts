import { z } from 'zod';
import { bounded } from '../kernel/bounded.ts';
import type { MessageDefinition } from '../kernel/define.ts';
import { HeartbeatSample } from './sample.ts';

/** More heartbeats than a session can sensibly have: one a second for a day. It bounds what is remembered of a session. */
const LAST_SEQ = 86_400;
/** The latest instant that a `Date` can hold, ms. */
const LAST_INSTANT = 8_640_000_000_000_000;

/** A sample as it is taken from a player. Its clock may be wrong by any length, and still is one. */
const SampleOfPlayer = HeartbeatSample.extend({ ts: z.int().min(0).max(LAST_INSTANT) });

/** The body that a player posts to `/playback/heartbeats`: one batch of samples. The session token is signed by the gateway. */
export const HeartbeatBatch = bounded(
  z.strictObject({
    sessionToken: z.string().min(1).max(2000).describe('what `startPlayback` gave'),
    seq: z.int().min(1).max(LAST_SEQ).describe('1, 2, 3 … in the session, also when it is sent again'),
    samples: z.array(SampleOfPlayer).min(1).max(60).describe('what was taken since the batch before, the oldest first'),
  }),
);
export type HeartbeatBatch = z.infer<typeof HeartbeatBatch>;

const T = 1_767_323_045_000;
const sessionToken = 'the sessionToken that startPlayback gave';

/** One batch of samples, as app makers see it. */
export const heartbeatBatchMessage: MessageDefinition<typeof HeartbeatBatch> = {
  name: 'heartbeat-batch',
  description: 'What a player had been doing: the body of `POST /playback/heartbeats`.',
  data: HeartbeatBatch,
  examples: [
    { sessionToken, seq: 1, samples: [{ ts: T, sta: 'p', pt: 0, e: 'first-frame', msd: 840 }] },
    {
      sessionToken,
      seq: 2,
      samples: [
        {
          ts: T + 10_000,
          sta: 'p',
          pt: 10_000,
          br: 3000,
          pb: 3000,
          tb: 6000,
          bl: 18_000,
          mtp: 9400,
          bsa: 0,
          bsda: 0,
          dfa: 0,
        },
        {
          ...{ ts: T + 20_000, sta: 'r', pt: 18_500, e: 'stall', br: 3000, bl: 0, bs: true, bsa: 1 },
          ...{ sf: 'd', st: 'v', bg: false, cdn: 'edge-1', 'com.reprise-by': 6_400_000 },
          ...{ 'com.reprise-aud': 'en', 'com.reprise-txt': 'de', 'com.reprise-size': '1280x720' },
        },
        { ts: T + 22_400, sta: 'p', pt: 18_500, e: 'stall-end', br: 1200, bl: 6000, bsa: 1, bsd: 2400, bsda: 2400 },
      ],
    },
    { sessionToken, seq: 3, samples: [{ ts: T + 30_000, sta: 'a', pt: 26_100, e: 'pause' }] },
    { sessionToken, seq: 4, samples: [{ ts: T + 60_000, sta: 'f', pt: 26_100, e: 'error', ec: 'NETWORK_TIMEOUT' }] },
    { sessionToken, seq: 5, samples: [{ ts: T + 90_000, sta: 'e', pt: 5_400_000, e: 'end' }] },
  ],
};
