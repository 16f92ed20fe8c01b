import type { z } from 'zod';
import { compileLazily } from '../../schemas/kernel/validate.ts';
import { MediaRequestsReported, PlaybackHeartbeat } from '../../schemas/playback/session.events.ts';

/** What the queue `telemetry` carries most: the data of a heartbeat event, or a list of them. */
export type Heartbeat = z.infer<typeof PlaybackHeartbeat.data>;

/** What it carries besides: the data of a report of requests for media. */
export type RequestReport = z.infer<typeof MediaRequestsReported.data>;

const wrongInHeartbeat = compileLazily(PlaybackHeartbeat.data);
const wrongInReport = compileLazily(MediaRequestsReported.data);

/** What one message of the queue holds, each by itself. */
export const entriesOf = (payload: unknown): readonly unknown[] => (Array.isArray(payload) ? payload : [payload]);

/** A heartbeat or a report, or in which way it is neither. */
export function readTelemetry(entry: unknown): Heartbeat | RequestReport | { readonly wrong: string } {
  const isReport = typeof entry === 'object' && entry !== null && 'reportId' in entry;
  const wrong = isReport ? wrongInReport(entry) : wrongInHeartbeat(entry);
  return wrong === undefined ? (entry as Heartbeat | RequestReport) : { wrong };
}
