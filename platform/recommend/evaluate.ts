import type { Foreseen, Watch } from '../../domain/insight/past.ts';
import { LIST, prequential, type BuildWeights } from '../../domain/insight/prequential.ts';
import { bootstrap, gainAt, gini, type Interval } from '../../domain/insight/rank-metrics.ts';
import { personal, plainEase, popularOfDay, type RankingParameters } from '../../domain/insight/rankers.ts';
import { seededRandom } from '../../domain/insight/seeded-random.ts';
import { strongGeneralisation } from '../../domain/insight/strong-generalisation.ts';

const HOUR = 3600;
/** What is tried on the earlier window. */
const LAMBDAS = [50, 100, 200] as const;
const HISTORY_HALF_LIVES = [8, 32] as const;
const POPULARITY_HALF_LIVES = [6 * HOUR, 12 * HOUR, 24 * HOUR] as const;
const POPULARITY_POWERS = [1.2, 1.5, 2, 2.5] as const;
/** The watches at the end that are foreseen: a tenth, so many at most; half as many before them choose the parameters. */
const MOST = 10_000;
/** Fewer say nothing. */
export const FEWEST = 200;

export type Parameters = RankingParameters & { readonly lambda: number };
export interface RankerReport {
  readonly name: string;
  readonly ndcg: Interval;
  readonly hits: Interval;
  /** Of profiles that had watched nothing before. */
  readonly coldNdcg: number;
  /** The part of all titles that was shown to anybody, 0 to 1. */
  readonly coverage: number;
  readonly gini: number;
}
export interface Evaluation {
  readonly seed: number;
  readonly parameters: Parameters;
  /** Watches of the window, and those of them that nobody could foresee or that came from new profiles. */
  readonly window: {
    readonly watches: number;
    readonly days: number;
    readonly coldTitles: number;
    readonly coldProfiles: number;
  };
  readonly rankers: readonly RankerReport[];
  /** By how much the NDCG of ours is above another's, profile by profile. */
  readonly ahead: readonly { readonly of: string; readonly by: Interval }[];
  readonly generalised: Awaited<ReturnType<typeof strongGeneralisation>>;
}

interface Options {
  readonly seed: number;
  readonly build: BuildWeights;
  /** How much of the whole is done, 0 to 1, and with what. */
  readonly onProgress?: (done: number, phase: string) => void;
}

const OURS = 'Reprise';
const nameOf = ({ historyHalfLife, popularityHalfLife, popularityPower }: RankingParameters): string =>
  `${historyHalfLife}/${popularityHalfLife}/${popularityPower}`;
const valueOf = ({ place }: Foreseen): number => (place === undefined ? 0 : gainAt(place, LIST));
const ndcgOf = (some: readonly Foreseen[]): number =>
  some.length === 0 ? 0 : some.reduce((sum, foreseen) => sum + valueOf(foreseen), 0) / some.length;

/** Chooses parameters on an earlier window, then foresees the last one with them, ours beside what is simpler. */
export async function evaluate(watches: readonly Watch[], { seed, build, onProgress }: Options): Promise<Evaluation> {
  const size = Math.min(MOST, Math.floor(watches.length / 10));
  const from = watches.length - size;
  const earlier = Math.floor(size / 2);
  const parameters = await choose(watches, [from - earlier, from], build, (done) =>
    onProgress?.(done * 0.7, 'choosing'),
  );
  const rankers = [personal(OURS, parameters), popularOfDay, plainEase(parameters.historyHalfLife)];
  const results = await prequential({
    ...{ watches, window: [from, watches.length], lambda: parameters.lambda, rankers, build },
    onProgress: (done) => onProgress?.(0.7 + (0.25 * done) / size, 'foreseeing'),
  });
  const titles = new Set(watches.map(({ title }) => title)).size;
  const generalised = await strongGeneralisation(watches, { seed, lambda: parameters.lambda, build });
  onProgress?.(1, 'done');
  const ours = results.get(OURS) ?? [];
  const others = [...results].filter(([name]) => name !== OURS);
  const last = watches.at(-1)?.at ?? 0;
  return {
    ...{ seed, parameters, generalised },
    window: {
      watches: ours.length,
      days: Math.ceil((last - (watches[from]?.at ?? last)) / 86_400),
      coldTitles: ours.filter(({ place }) => place === undefined).length,
      coldProfiles: ours.filter(({ isCold }) => isCold).length,
    },
    rankers: [...results].map(([name, foreseen]) => reportOf(name, foreseen, { titles, seed })),
    ahead: others.map(([of, theirs]) => ({
      of,
      by: bootstrap(
        ours.map((foreseen, nth) => ({
          profile: foreseen.profile,
          value: valueOf(foreseen) - (theirs[nth] === undefined ? 0 : valueOf(theirs[nth])),
        })),
        seededRandom(seed),
      ),
    })),
  };
}

/** The parameters with the best NDCG on a window. */
async function choose(
  watches: readonly Watch[],
  window: readonly [number, number],
  build: BuildWeights,
  onProgress: (done: number) => void,
): Promise<Parameters> {
  const tried = HISTORY_HALF_LIVES.flatMap((historyHalfLife) =>
    POPULARITY_HALF_LIVES.flatMap((popularityHalfLife) =>
      POPULARITY_POWERS.map((popularityPower) => ({ historyHalfLife, popularityHalfLife, popularityPower })),
    ),
  );
  const size = window[1] - window[0];
  const found: { readonly parameters: Parameters; readonly ndcg: number }[] = [];
  for (const [nth, lambda] of LAMBDAS.entries()) {
    const results = await prequential({
      ...{ watches, window, lambda, build, rankers: tried.map((each) => personal(nameOf(each), each)) },
      onProgress: (done) => onProgress((nth + done / size) / LAMBDAS.length),
    });
    for (const each of tried)
      found.push({ parameters: { ...each, lambda }, ndcg: ndcgOf(results.get(nameOf(each)) ?? []) });
  }
  const [first, ...rest] = found;
  if (first === undefined) throw new Error('There are no parameters to choose from.');
  return rest.reduce((best, each) => (each.ndcg > best.ndcg ? each : best), first).parameters;
}

function reportOf(
  name: string,
  foreseen: readonly Foreseen[],
  { titles, seed }: { readonly titles: number; readonly seed: number },
): RankerReport {
  const shown = new Map<number, number>();
  for (const { shown: list } of foreseen) for (const title of list) shown.set(title, (shown.get(title) ?? 0) + 1);
  const counts = Array.from({ length: titles }, (_, title) => shown.get(title) ?? 0);
  const of = (value: (each: Foreseen) => number): Interval =>
    bootstrap(
      foreseen.map((each) => ({ profile: each.profile, value: value(each) })),
      seededRandom(seed),
    );
  return {
    name,
    ndcg: of(valueOf),
    hits: of(({ place }) => (place !== undefined && place < LIST ? 1 : 0)),
    coldNdcg: ndcgOf(foreseen.filter(({ isCold }) => isCold)),
    coverage: shown.size / Math.max(1, titles),
    gini: gini(counts),
  };
}
