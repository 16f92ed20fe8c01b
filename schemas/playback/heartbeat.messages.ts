import { z } from 'zod';
import { bounded } from '../kernel/bounded.ts';
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
    sessionToken: z.string().min(1).max(2000),
    seq: z.int().min(1).max(LAST_SEQ),
    samples: z.array(SampleOfPlayer).min(1).max(60),
  }),
);
export type HeartbeatBatch = z.infer<typeof HeartbeatBatch>;
