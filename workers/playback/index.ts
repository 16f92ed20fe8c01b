import { anyWorker } from '../runtime/context.ts';
import { summarisePlayback } from './summarise.job.ts';
import type { PlaybackTools } from './summarise.job.ts';
import { createTelemetryWriter } from './telemetry-writer.ts';

/** Heartbeats from the queue to the log, and what they add up to. */
export const playback = anyWorker<PlaybackTools>({
  name: 'playback',
  jobs: [summarisePlayback],
  prepare: async ({ log, language }) => ({ log, language }),
  roles: { telemetry: createTelemetryWriter },
});
