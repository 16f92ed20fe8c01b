import type { z } from 'zod';
import type { EventLog } from '../../ports/event-log.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import type { SummarisePlaybackJob } from '../../schemas/playback/jobs.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';
import { figuresOf } from './figures.ts';
import type { Milestones } from './figures.ts';
import type { Heartbeat, RequestReport } from './heartbeat.ts';
import { heartbeatsStream, milestonesStream } from './session-writer.ts';

/** What the jobs of playback share. */
export interface PlaybackTools {
  /** The log that holds milestones and heartbeats. */
  readonly log: Pick<EventLog, 'readStream'>;
  readonly language: Language;
}

type Who = Pick<Heartbeat, 'sessionId' | 'titleId' | 'profileId'>;

/**
 * Reads what the log holds of a session and adds it up. Heartbeats that aged away, or that no code understands, are missing
 * from the figures.
 */
async function run({ log, language }: PlaybackTools, { input, signal }: Job): Promise<JobOutcome> {
  const { kind, sessionId } = input as z.output<typeof SummarisePlaybackJob.input>;
  const heartbeats: Heartbeat[] = [];
  const reports: RequestReport[] = [];
  let who: Who | undefined;
  let milestones: Milestones | undefined;
  // Up to version 0.1.0 heartbeats stood between the milestones.
  for (const stream of [milestonesStream(sessionId), heartbeatsStream(sessionId)])
    for await (const recorded of log.readStream(stream)) {
      signal.throwIfAborted();
      const decoded = language.decode(recorded);
      if (decoded.kind === 'unknown') continue;
      const { event } = decoded;
      const at = event.metadata.occurredAt;
      if (event.type === 'playback.PlaybackHeartbeat') heartbeats.push(event.data);
      if (event.type === 'playback.MediaRequestsReported') reports.push(event.data);
      if (event.type === 'playback.PlaybackStarted') {
        const { titleId, profileId, startPositionMs, durationMs } = event.data;
        who = { sessionId, titleId, profileId };
        milestones = { startedAt: at, startPositionMs, durationMs };
      }
      if (milestones === undefined) continue;
      if (event.type === 'playback.PlaybackFailed')
        milestones = { ...milestones, failed: { at, positionMs: event.data.positionMs, code: event.data.code } };
      if (event.type === 'playback.PlaybackEnded')
        milestones = { ...milestones, ended: { at, positionMs: event.data.positionMs, reason: event.data.reason } };
    }
  if (who === undefined || milestones === undefined) return neverStarted(sessionId);
  return { kind: 'done', result: { kind, ...who, ...figuresOf(milestones, heartbeats, reports) } };
}

const neverStarted = (sessionId: string): JobOutcome => ({
  kind: 'refused',
  retryable: false,
  reason: {
    code: 'session-unknown',
    message: 'This playback was never started, so it has no figures.',
    detail: `${milestonesStream(sessionId)} holds no playback.PlaybackStarted`,
  },
});

/** Light: a session has a few hundred heartbeats. */
export const summarisePlayback: JobHandler<PlaybackTools> = {
  kind: 'summarise-playback',
  concurrency: 8,
  limitMs: () => 30 * 60_000,
  run,
};
