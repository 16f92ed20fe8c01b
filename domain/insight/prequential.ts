import { addWatch, noCoWatches, squareOf, watchedBy } from './co-watches.ts';
import type { ItemWeights } from './ease.ts';
import { createPast, type DayWeights, type Foreseen, type Watch } from './past.ts';
import type { Ranker } from './rankers.ts';

/** Builds item weights; elsewhere, so that more than one can be made at a time. */
export type BuildWeights = (square: Int32Array<ArrayBuffer>, lambda: number) => Promise<ItemWeights>;

/** Titles that fewer profiles watched say too little to EASE. */
export const SUPPORT = 5;
/** As many titles are shown. */
export const LIST = 10;
const DAY = 86_400;
/** So many weights are made ahead. */
const AHEAD = 2;

export interface Prequential {
  /** In order of time. */
  readonly watches: readonly Watch[];
  /** The watches that are foreseen: from, to (exclusive). */
  readonly window: readonly [number, number];
  readonly lambda: number;
  readonly rankers: readonly Ranker[];
  readonly build: BuildWeights;
  readonly onProgress?: (foreseen: number) => void;
}

/** Where each day (UTC) of a window begins: weights are made again there. */
export function daysOf(watches: readonly Watch[], [from, to]: readonly [number, number]): number[] {
  const dayOf = (nth: number): number => Math.floor(watches[nth]!.at / DAY);
  const all = Array.from({ length: Math.max(0, to - from) }, (_, nth) => from + nth);
  return all.filter((nth) => nth === from || dayOf(nth) !== dayOf(nth - 1));
}

/**
 * Foresees each watch of a window from what was there before it, then learns from it: popularity at once, item weights once a day.
 * All titles are ranked but those that the profile has watched; a title that nobody had watched is a miss for everybody. A repeat is no watch.
 * Source: Dawid, "The prequential approach", 1984; all titles and no samples of them: Krichene, Rendle, KDD 2020.
 * @returns for each ranker, by name, how each watch was foreseen
 */
export async function prequential(plan: Prequential): Promise<ReadonlyMap<string, readonly Foreseen[]>> {
  const { watches, window, rankers } = plan;
  const results = rankers.map(() => [] as Foreseen[]);
  const past = createPast();
  for (const watch of watches.slice(0, window[0])) past.learn(watch);
  const days = weightsByDay(plan);
  let next = await days.next();
  for (let nth = window[0]; nth < window[1]; nth += 1) {
    const watch = watches[nth]!;
    if (next.done !== true && nth === next.value.until) {
      past.use(next.value);
      next = await days.next();
    }
    if (!past.hasWatched(watch)) {
      for (const [which, foreseen] of past.foresee(rankers, watch, LIST).entries()) results[which]!.push(foreseen);
      past.learn(watch);
    }
    plan.onProgress?.(nth + 1 - window[0]);
  }
  return new Map(rankers.map(({ name }, which) => [name, results[which]!]));
}

/** The weights of each day, made a little ahead. */
async function* weightsByDay({ watches, window, lambda, build }: Prequential): AsyncGenerator<DayWeights, undefined> {
  const counts = noCoWatches();
  const begun: Promise<DayWeights>[] = [];
  let learnt = 0;
  for (const until of daysOf(watches, window)) {
    for (; learnt < until; learnt += 1) addWatch(counts, watches[learnt]!.profile, watches[learnt]!.title);
    const titles = watchedBy(counts, SUPPORT);
    const made = build(squareOf(counts, titles), lambda).then((weights) => ({ ...weights, until, titles }));
    // Whoever waits for it hears of a failure; until then it is nobody's.
    made.catch(() => undefined);
    begun.push(made);
    if (begun.length > AHEAD) yield await begun.shift()!;
  }
  while (begun.length > 0) yield await begun.shift()!;
  return undefined;
}
