import { INT32_MAX } from '../../schemas/kernel/text.ts';
import type { HeartbeatSample, PlaybackFigures } from '../../schemas/playback/session.events.ts';
import type { Heartbeat } from './heartbeat.ts';

/** What the milestones of a session say. Instants in ISO 8601, playheads in ms. */
export interface Milestones {
  readonly startedAt: string;
  readonly startPositionMs: number;
  readonly failed?: { readonly at: string; readonly positionMs: number };
  readonly ended?: { readonly at: string; readonly positionMs: number; readonly reason: 'ended' | 'quit' | 'error' };
}

/** The playhead means nothing while a player starts, preloads or has failed: it says 0 before it has sought. */
const meaningless: ReadonlySet<HeartbeatSample['sta']> = new Set(['s', 'd', 'f']);

/** Players may claim anything; columns hold 24 days of milliseconds. */
const bounded = (value: number): number => Math.min(Math.max(Math.round(value), 0), INT32_MAX);

/**
 * Adds up a session. Heartbeats may come in any order and more than once, with gaps between them; a player's clock may jump
 * and its playhead be moved. What a player counts "so far" is taken at its highest.
 */
export function figuresOf(milestones: Milestones, reported: Iterable<Heartbeat>): PlaybackFigures {
  const { startedAt, startPositionMs, failed, ended } = milestones;
  const bySeq = new Map<number, Heartbeat>();
  for (const heartbeat of reported) if (!bySeq.has(heartbeat.seq)) bySeq.set(heartbeat.seq, heartbeat);
  const heartbeats = [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);

  let [furthest, last] = [startPositionMs, startPositionMs];
  let [watched, stalls, stalled, dropped] = [0, 0, 0, 0];
  let [rated, kilobits] = [0, 0];
  let startDelay: number | null = null;
  let before: HeartbeatSample | undefined;
  for (const { samples } of heartbeats)
    for (const sample of samples) {
      if (before !== undefined) {
        const played = playedBetween(before, sample);
        watched += played;
        if (before.br !== undefined) {
          rated += played;
          kilobits += before.br * played;
        }
      }
      if (!meaningless.has(sample.sta)) {
        last = sample.pt;
        furthest = Math.max(furthest, sample.pt);
      }
      startDelay ??= sample.msd ?? null;
      stalls = Math.max(stalls, sample.bsa ?? 0);
      stalled = Math.max(stalled, sample.bsda ?? 0);
      dropped = Math.max(dropped, sample.dfa ?? 0);
      before = sample;
    }
  const end = ended ?? failed;
  // A player that was closed before it had sought, or after its film was taken out of it, says 0.
  const placed = end !== undefined && (end.positionMs > 0 || ended?.reason === 'ended') ? end.positionMs : undefined;
  return {
    startedAt,
    endedAt: end?.at ?? heartbeats.at(-1)?.receivedAt ?? startedAt,
    outcome: outcomeOf(milestones),
    furthestMs: bounded(Math.max(furthest, end?.positionMs ?? 0)),
    lastMs: bounded(placed ?? last),
    watchedMs: bounded(watched),
    startDelayMs: startDelay === null ? null : bounded(startDelay),
    stalls: bounded(stalls),
    stalledMs: bounded(stalled),
    droppedFrames: bounded(dropped),
    averageKbps: rated === 0 ? null : bounded(kilobits / rated),
    heartbeats: bounded(heartbeats.length),
  };
}

/**
 * How long the film played from one sample to the next, ms: no longer than the clock went on, nor than the playhead moved.
 * So neither a seek, a pause between two reports, a device that slept, nor a clock that was set counts as watching.
 */
function playedBetween(from: HeartbeatSample, to: HeartbeatSample): number {
  if (from.sta !== 'p') return 0;
  return Math.max(0, Math.min(to.ts - from.ts, Math.abs(to.pt - from.pt)));
}

/** A player that gave up did not merely stop, unless it went on and came to the end of the film. */
function outcomeOf({ failed, ended }: Milestones): PlaybackFigures['outcome'] {
  if (failed !== undefined && ended?.reason !== 'ended') return 'error';
  return ended?.reason ?? 'vanished';
}
