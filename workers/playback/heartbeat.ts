import type { z } from 'zod';
import { PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';

/** What the queue `telemetry` carries: the data of a heartbeat event. */
export const Heartbeat = PlaybackHeartbeat.data;
export type Heartbeat = z.infer<typeof Heartbeat>;
