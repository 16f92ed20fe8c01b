import { INT32_MAX } from '../../schemas/kernel/text.ts';
import type { HeartbeatSample } from '../../schemas/playback/sample.ts';
import { FIGURES_DEFINITION, MOST_STRETCHES } from '../../schemas/playback/session.events.ts';
import type { PlaybackFigures } from '../../schemas/playback/session.events.ts';
import type { Heartbeat, RequestReport } from './heartbeat.ts';
import { lengthOf, mergeStretches } from './stretches.ts';
import type { Stretch } from './stretches.ts';

/** What the milestones of a session say. Instants in ISO 8601, playheads and lengths in ms. */
export interface Milestones {
  readonly startedAt: string;
  readonly startPositionMs: number;
  readonly durationMs: number;
  readonly failed?: { readonly at: string; readonly positionMs: number; readonly code: string | null };
  readonly ended?: { readonly at: string; readonly positionMs: number; readonly reason: 'ended' | 'quit' | 'error' };
}

/** The playhead means nothing while a player starts, preloads or has failed: it says 0 before it has sought. */
const meaningless: ReadonlySet<HeartbeatSample['sta']> = new Set(['s', 'd', 'f']);
/** States in which a picture is there. */
const shown: ReadonlySet<HeartbeatSample['sta']> = new Set(['p', 'r', 'a', 'e']);
/** A playhead may be ahead of the clock by so much before it counts as moved by hand, ms. */
const SLACK_MS = 1500;

/** Players may claim anything; columns hold 24 days of milliseconds. */
const bounded = (value: number): number => Math.min(Math.max(Math.round(value), 0), INT32_MAX);

/**
 * Adds up a session. Heartbeats and reports may come in any order and more than once, with gaps between them; a player's clock
 * may jump and its playhead be moved. What a player counts "so far" is taken at its highest.
 */
export function figuresOf(
  milestones: Milestones,
  reported: Iterable<Heartbeat>,
  reports: Iterable<RequestReport> = [],
): PlaybackFigures {
  const { startedAt, startPositionMs, durationMs, failed, ended } = milestones;
  const heartbeats = inOrder(reported);
  const seen = addSamples(
    heartbeats.flatMap(({ samples }) => samples),
    startPositionMs,
  );
  const requests = addReports(reports);
  const watched = mergeStretches(seen.stretches.map(within(durationMs)), MOST_STRETCHES);
  const end = ended ?? failed;
  // A player that was closed before it had sought, or after its film was taken out of it, says 0.
  const placed = end !== undefined && (end.positionMs > 0 || ended?.reason === 'ended') ? end.positionMs : undefined;
  const average = seen.rated === 0 ? requests.kbps : seen.kilobits / seen.rated;
  return {
    definition: FIGURES_DEFINITION,
    startedAt,
    endedAt: end?.at ?? latest(heartbeats.at(-1)?.receivedAt, requests.lastAt) ?? startedAt,
    outcome: outcomeOf(milestones),
    failureCode: failed?.code ?? null,
    began: seen.began || seen.startDelay !== null || ended?.reason === 'ended',
    durationMs: bounded(durationMs),
    furthestMs: bounded(Math.max(seen.furthest, end?.positionMs ?? 0)),
    lastMs: bounded(placed ?? seen.last),
    watchedMs: bounded(seen.watched),
    watched: [...watched],
    coveredMs: bounded(lengthOf(watched)),
    startDelayMs: seen.startDelay === null ? null : bounded(seen.startDelay),
    stalls: bounded(seen.stalls),
    stalledMs: bounded(seen.stalled),
    droppedFrames: bounded(seen.dropped),
    switches: bounded(seen.switches),
    averageKbps: average === null ? null : bounded(average),
    bytes: seen.bytes,
    heartbeats: bounded(heartbeats.length),
    missing: bounded((heartbeats.at(-1)?.seq ?? 0) - heartbeats.length),
    requests: bounded(requests.count),
    starved: bounded(requests.starved),
    clockAheadMs: clockAhead(heartbeats),
  };
}

/** Each number once, the lowest first. */
function inOrder(reported: Iterable<Heartbeat>): readonly Heartbeat[] {
  const bySeq = new Map<number, Heartbeat>();
  for (const heartbeat of reported) if (!bySeq.has(heartbeat.seq)) bySeq.set(heartbeat.seq, heartbeat);
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}

/** What samples come to, in the order in which they were taken. */
function addSamples(samples: readonly HeartbeatSample[], startPositionMs: number) {
  const sum = {
    ...{ furthest: startPositionMs, last: startPositionMs, watched: 0, stalls: 0, stalled: 0, dropped: 0 },
    ...{ rated: 0, kilobits: 0, switches: 0, began: false },
    startDelay: null as number | null,
    bytes: null as number | null,
    stretches: [] as Stretch[],
  };
  let before: HeartbeatSample | undefined;
  let rate: number | undefined;
  for (const sample of samples) {
    if (before !== undefined) {
      const played = playedBetween(before, sample);
      sum.watched += played;
      const kbps = before.pb ?? before.br;
      if (kbps !== undefined) {
        sum.rated += played;
        sum.kilobits += kbps * played;
      }
      if (isOneStretch(before, sample)) sum.stretches.push({ fromMs: before.pt, toMs: sample.pt });
    }
    if (!meaningless.has(sample.sta)) {
      sum.last = sample.pt;
      sum.furthest = Math.max(sum.furthest, sample.pt);
    }
    // A rate of 0 says that nothing is shown yet.
    const shows = sample.pb ?? sample.br;
    if (sample.sta === 'p' && shows !== undefined && shows > 0) {
      if (rate !== undefined && rate !== shows) sum.switches += 1;
      rate = shows;
    }
    sum.began ||= shown.has(sample.sta);
    sum.startDelay ??= sample.msd ?? null;
    sum.stalls = Math.max(sum.stalls, sample.bsa ?? 0);
    sum.stalled = Math.max(sum.stalled, sample.bsda ?? 0);
    sum.dropped = Math.max(sum.dropped, sample.dfa ?? 0);
    const bytes = sample['com.reprise-by'];
    if (bytes !== undefined) sum.bytes = Math.max(sum.bytes ?? 0, bytes);
    before = sample;
  }
  return sum;
}

/**
 * How long the film played from one sample to the next, ms: no longer than the clock went on, nor than the playhead moved.
 * So neither a seek, a pause between two reports, a device that slept, nor a clock that was set counts as watching.
 */
function playedBetween(from: HeartbeatSample, to: HeartbeatSample): number {
  if (from.sta !== 'p') return 0;
  return Math.max(0, Math.min(to.ts - from.ts, Math.abs(to.pt - from.pt)));
}

/** Whether everything between two playheads was seen: it played, and came no further than it could. */
function isOneStretch(from: HeartbeatSample, to: HeartbeatSample): boolean {
  if (from.sta !== 'p' || to.pt <= from.pt) return false;
  return to.pt - from.pt <= (to.ts - from.ts) * Math.max(1, from.pr ?? 1, to.pr ?? 1) + SLACK_MS;
}

const within =
  (durationMs: number) =>
  ({ fromMs, toMs }: Stretch): Stretch => ({
    fromMs: Math.min(fromMs, bounded(durationMs)),
    toMs: Math.min(toMs, bounded(durationMs)),
  });

/** What requests for media came to; each report once. */
function addReports(reports: Iterable<RequestReport>) {
  const sum = { count: 0, starved: 0, kbps: null as number | null, lastAt: undefined as string | undefined };
  let [rated, kilobits] = [0, 0];
  for (const report of new Map([...reports].map((each) => [each.reportId, each])).values()) {
    sum.count += report.requests;
    sum.starved += report.starved;
    sum.lastAt = latest(sum.lastAt, report.receivedAt);
    if (report.br === null) continue;
    rated += report.requests;
    kilobits += report.br * report.requests;
  }
  return { ...sum, kbps: rated === 0 ? null : kilobits / rated };
}

/** The later of two instants of one spelling. */
const latest = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** By the heartbeat that came closest to the clock: those of a device that was offline come late. */
function clockAhead(heartbeats: readonly Heartbeat[]): number | null {
  const ahead = heartbeats.map(({ receivedAt, samples }) => (samples.at(-1)?.ts ?? 0) - Date.parse(receivedAt));
  const closest = ahead.reduce<number | null>(
    (best, next) => (best === null || Math.abs(next) < Math.abs(best) ? next : best),
    null,
  );
  return closest === null ? null : Math.min(Math.max(closest, -INT32_MAX), INT32_MAX);
}

/** A player that gave up did not merely stop, unless it went on and came to the end of the film. */
function outcomeOf({ failed, ended }: Milestones): PlaybackFigures['outcome'] {
  if (failed !== undefined && ended?.reason !== 'ended') return 'error';
  return ended?.reason ?? 'vanished';
}
