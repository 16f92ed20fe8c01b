import { countAt, noDecayedCounts, scaleAt, type DecayedCounts } from './decayed-counts.ts';
import { scoreHistory, type ItemWeights } from './ease.ts';
import { best, placeOf } from './rank-metrics.ts';
import type { Asked, Ranker } from './rankers.ts';

/** One watch. Profiles and titles are numbered from 0 on, titles in the order in which they came; `at` in seconds since the Unix epoch. */
export interface Watch {
  readonly profile: number;
  readonly title: number;
  readonly at: number;
}
/** Weights of some titles, by number, made of all watches before `until`. */
export type DayWeights = ItemWeights & { readonly until: number; readonly titles: readonly number[] };

/** How one watch was foreseen. */
export interface Foreseen {
  readonly profile: number;
  /** From 0 on; undefined: nobody had watched the title before, so that nobody could show it. */
  readonly place: number | undefined;
  /** Whether the profile had watched nothing before. */
  readonly isCold: boolean;
  /** The first titles that were ranked, the best first. */
  readonly shown: readonly number[];
}

const DAY = 86_400;
/** What a title is worth that a history does not speak for, so that popularity still orders those. */
const UNSPOKEN = 0.01;
/** The count of a title that nobody watched lately. */
const UNWATCHED = 0.05;

/** Remembers what was worked out for a key. */
function memo<T>(work: (key: number) => T): (key: number) => T {
  const known = new Map<number, { readonly value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: work(key) };
    known.set(key, found);
    return found.value;
  };
}

/** What rankers may know, while watches go by in order of time. */
export function createPast() {
  const histories = new Map<number, number[]>();
  const popularity = new Map<number, DecayedCounts>();
  const watches: Watch[] = [];
  const [lastDay, ever]: [number[], number[]] = [[], []];
  let firstOfDay = 0;
  let weights: DayWeights | undefined;
  let places = new Map<number, number>();

  const popularityOf = (halfLife: number): DecayedCounts => {
    let counts = popularity.get(halfLife);
    if (counts === undefined) {
      popularity.set(halfLife, (counts = noDecayedCounts(halfLife)));
      for (const { title, at } of watches) countAt(counts, title, at);
    }
    return counts;
  };
  const moveDayTo = (now: number): void => {
    for (; firstOfDay < watches.length && watches[firstOfDay]!.at < now - DAY; firstOfDay += 1)
      lastDay[watches[firstOfDay]!.title]! -= 1;
  };
  const affinityOf = (history: readonly number[], halfLife: number): Float64Array | undefined => {
    const known = history.flatMap((title) => places.get(title) ?? []);
    if (weights === undefined || known.length === 0) return undefined;
    const scores = new Float64Array(weights.n);
    scoreHistory(weights, known, halfLife, scores);
    const all = new Float64Array(ever.length);
    for (const [place, title] of weights.titles.entries()) all[title] = scores[place]!;
    return all;
  };
  const asked = ({ profile, at }: Watch): Asked => {
    moveDayTo(at);
    const history = histories.get(profile) ?? [];
    const affinity = memo((halfLife) => affinityOf(history, halfLife));
    return {
      ...{ history, lastDay, ever, affinity },
      logAffinity: memo((halfLife) => affinity(halfLife)?.map((score) => Math.log(Math.max(score, 0) + UNSPOKEN))),
      logPopularity: memo((halfLife) => {
        const counts = popularityOf(halfLife);
        const scale = scaleAt(counts, at);
        return Float64Array.from(ever, (_, title) => Math.log((counts.sums[title] ?? 0) * scale + UNWATCHED));
      }),
    };
  };

  return {
    hasWatched: ({ profile, title }: Watch): boolean => histories.get(profile)?.includes(title) === true,
    /** From now on these weights are used. */
    use(next: DayWeights): void {
      weights = next;
      places = new Map(next.titles.map((title, place) => [title, place]));
    },
    learn(watch: Watch): void {
      const { profile, title, at } = watch;
      const history = histories.get(profile);
      if (history?.includes(title) === true) return;
      if (history === undefined) histories.set(profile, [title]);
      else history.push(title);
      watches.push(watch);
      for (const counts of popularity.values()) countAt(counts, title, at);
      while (ever.length <= title) for (const counts of [ever, lastDay]) counts.push(0);
      ever[title]! += 1;
      lastDay[title]! += 1;
    },
    /** Ranks all titles for the profile of a watch as each ranker would, and finds its title there. */
    foresee(rankers: readonly Ranker[], watch: Watch, length: number): Foreseen[] {
      const question = asked(watch);
      const { profile, title } = watch;
      return rankers.map((ranker) => {
        const scores = new Float64Array(ever.length);
        ranker.score(question, scores);
        for (const seen of question.history) scores[seen] = -Infinity;
        return {
          profile,
          place: title < ever.length ? placeOf(scores, title) : undefined,
          isCold: question.history.length === 0,
          shown: best(scores, length),
        };
      });
    },
  };
}
