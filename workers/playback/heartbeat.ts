import type { z } from 'zod';
import { MediaRequestsReported, PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';

/** What the queue `telemetry` carries most: the data of a heartbeat event. */
export const Heartbeat = PlaybackHeartbeat.data;
export type Heartbeat = z.infer<typeof Heartbeat>;

/** What it carries besides: the data of a report of requests for media. */
export const RequestReport = MediaRequestsReported.data;
export type RequestReport = z.infer<typeof RequestReport>;
