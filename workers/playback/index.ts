import type { WorkerContext } from '../runtime/context.ts';
import { createTelemetryWriter } from './telemetry-writer.ts';

/** Heartbeats from the queue to the log. */
export const playback: WorkerContext = { name: 'playback', jobs: [], roles: { telemetry: createTelemetryWriter } };
