/** What a player said at an instant, as far as a drawing shows it. Times are ms, rates kbit/s. */
export interface Sample {
  readonly ts: number;
  readonly sta: string;
  readonly pt: number;
  readonly br?: number;
  readonly pb?: number;
  readonly e?: string;
  readonly ec?: string;
}

/** What a player was doing for a while. `silent`: nobody heard of it. */
export type Doing = 'starting' | 'playing' | 'paused' | 'stalled' | 'seeking' | 'silent';
/** One while; instants are ms from the first sample on. */
export interface Stretch {
  readonly doing: Doing;
  readonly fromMs: number;
  readonly toMs: number;
  /** Where in the film it began. */
  readonly playheadMs: number;
}
/** A bit rate that was shown for a while. */
export interface Rate {
  readonly fromMs: number;
  readonly toMs: number;
  readonly kbps: number;
}
/** Something at an instant. */
export interface Mark {
  readonly atMs: number;
  readonly kind: 'seek' | 'error';
  readonly text: string;
}
/** A session over time. */
export interface Course {
  readonly lengthMs: number;
  readonly stretches: readonly Stretch[];
  readonly rates: readonly Rate[];
  readonly marks: readonly Mark[];
}

const DOING: Readonly<Record<string, Doing>> = {
  ...{ s: 'starting', d: 'starting', p: 'playing', a: 'paused', w: 'paused', r: 'stalled', k: 'seeking' },
};
/** With these it is over: nothing follows by itself. */
const OVER: ReadonlySet<string> = new Set(['e', 'q', 'f']);
/** Players speak every ten seconds and send every thirty; after so long they are not heard of, ms. */
const SILENT_MS = 90_000;

/** Samples in the order in which they were taken, as what the player was doing from when until when. Undefined: there are none. */
export function courseOf(samples: readonly Sample[]): Course | undefined {
  const [first] = samples;
  if (first === undefined) return undefined;
  const stretches: Stretch[] = [];
  const rates: Rate[] = [];
  const marks: Mark[] = [];
  let atMs = 0;
  const add = (doing: Doing, fromMs: number, toMs: number, playheadMs: number): void => {
    const last = stretches.at(-1);
    if (toMs <= fromMs) return;
    if (last?.doing === doing && last.toMs === fromMs) stretches[stretches.length - 1] = { ...last, toMs };
    else stretches.push({ doing, fromMs, toMs, playheadMs });
  };
  for (const [index, sample] of samples.entries()) {
    const next = samples[index + 1];
    const isError = sample.e === 'error' || sample.sta === 'f';
    if (isError) marks.push({ atMs, kind: 'error', text: sample.ec ?? 'an error without a code' });
    else if (sample.e === 'seek' || (sample.sta === 'k' && samples[index - 1]?.sta !== 'k'))
      marks.push({ atMs, kind: 'seek', text: 'a seek' });
    if (next === undefined) break;
    // A clock that was put back makes no time go back.
    const untilMs = atMs + Math.max(0, next.ts - sample.ts);
    const doing = OVER.has(sample.sta) ? 'silent' : (DOING[sample.sta] ?? 'silent');
    const heardMs = Math.min(untilMs, untilMs - atMs > SILENT_MS ? atMs + SILENT_MS : untilMs);
    add(doing, atMs, heardMs, sample.pt);
    add('silent', heardMs, untilMs, sample.pt);
    const kbps = sample.pb ?? sample.br;
    const last = rates.at(-1);
    if (kbps !== undefined && kbps > 0 && heardMs > atMs) {
      if (last?.kbps === kbps && last.toMs === atMs) rates[rates.length - 1] = { ...last, toMs: heardMs };
      else rates.push({ fromMs: atMs, toMs: heardMs, kbps });
    }
    atMs = untilMs;
  }
  return { lengthMs: atMs, stretches, rates, marks };
}

/** How long it did each in all, ms, the longest first. */
export function sumsOf({ stretches }: Course): readonly (readonly [Doing, number])[] {
  const sums = new Map<Doing, number>();
  for (const { doing, fromMs, toMs } of stretches) sums.set(doing, (sums.get(doing) ?? 0) + toMs - fromMs);
  return [...sums].toSorted(([, a], [, b]) => b - a);
}

/** A clock that is further off than this is told, ms. */
const SKEW_MS = 5 * 60_000;

/** How far the player's clock was ahead of the server's, ms, where that is more than five minutes; by the heartbeat that came closest. */
export function skewOf(heartbeats: readonly { readonly receivedAt: string; readonly samples: readonly Sample[] }[]) {
  const ahead = heartbeats.flatMap(({ receivedAt, samples }) => {
    const last = samples.at(-1);
    return last === undefined ? [] : [last.ts - Date.parse(receivedAt)];
  });
  const [closest] = ahead.toSorted((a, b) => Math.abs(a) - Math.abs(b));
  return closest !== undefined && Math.abs(closest) > SKEW_MS ? closest : undefined;
}
