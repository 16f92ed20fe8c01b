import { z } from 'zod';
import { HeartbeatSample } from './session.events.ts';

/** The body that a player posts to `/playback/heartbeats`: one batch of samples. The session token is signed by the gateway. */
export const HeartbeatBatch = z.strictObject({
  sessionToken: z.string().min(1).max(2000),
  seq: z.int().min(1),
  samples: z.array(HeartbeatSample).min(1).max(60),
});
export type HeartbeatBatch = z.infer<typeof HeartbeatBatch>;
