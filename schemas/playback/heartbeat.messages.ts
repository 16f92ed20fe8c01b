import { z } from 'zod';
import { HeartbeatSample, INT32_MAX } from './session.events.ts';

/** More heartbeats than a session can sensibly have: one a second for a day. It bounds what is remembered of a session. */
const LAST_SEQ = 86_400;
/** The latest instant that a `Date` can hold, ms. */
const LAST_INSTANT = 8_640_000_000_000_000;

const bounded = z.int().min(0).max(INT32_MAX);

/**
 * A sample as it is taken from a player. The event allows any whole number, which a published version must go on doing;
 * here is where numbers stop that no column and no clock could hold. Nothing else differs.
 */
const SampleOfPlayer = HeartbeatSample.extend({
  ts: z.int().min(0).max(LAST_INSTANT),
  pt: bounded,
  br: bounded.optional(),
  bl: bounded.optional(),
  mtp: bounded.optional(),
  bsa: bounded.optional(),
  bsda: bounded.optional(),
  msd: bounded.optional(),
  dfa: bounded.optional(),
});

/** The body that a player posts to `/playback/heartbeats`: one batch of samples. The session token is signed by the gateway. */
export const HeartbeatBatch = z.strictObject({
  sessionToken: z.string().min(1).max(2000),
  seq: z.int().min(1).max(LAST_SEQ),
  samples: z.array(SampleOfPlayer).min(1).max(60),
});
export type HeartbeatBatch = z.infer<typeof HeartbeatBatch>;
