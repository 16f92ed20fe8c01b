/** What a ranker may know of whoever is asked about, and when. Arrays have a number for each title. */
export interface Asked {
  /** EASE of the history by half-life in titles, 0 where it says nothing; undefined: it knows nothing of the history. */
  affinity(historyHalfLife: number): Float64Array | undefined;
  /** The logarithm of that, undefined where that is. */
  logAffinity(historyHalfLife: number): Float64Array | undefined;
  /** The logarithm of how often titles were watched lately, by half-life in seconds. */
  logPopularity(halfLife: number): Float64Array;
  /** Titles by number, the oldest first. */
  readonly history: readonly number[];
  /** How often each title was watched within the last 24 hours, and at all. */
  readonly lastDay: readonly number[];
  readonly ever: readonly number[];
}
/** A way to rank. */
export interface Ranker {
  readonly name: string;
  /** Writes the score of each title, the higher the better. */
  score(asked: Asked, into: Float64Array): void;
}

/** How titles are ranked for a profile. */
export interface RankingParameters {
  /** After how many further titles of a history one counts half. */
  readonly historyHalfLife: number;
  /** After how many seconds a watch counts half for what is popular now. */
  readonly popularityHalfLife: number;
  /** How much popularity counts beside the profile's own history: the exponent of its count. */
  readonly popularityPower: number;
}

/** EASE of the profile's history × (watches lately)^power, as a sum of logarithms; without a history what is popular. */
export const personal = (name: string, parameters: RankingParameters): Ranker => ({
  name,
  score({ logAffinity, logPopularity }, into) {
    const { historyHalfLife, popularityHalfLife, popularityPower } = parameters;
    const own = logAffinity(historyHalfLife);
    const popular = logPopularity(popularityHalfLife);
    for (let title = 0; title < into.length; title += 1)
      into[title] = popularityPower * popular[title]! + (own === undefined ? 0 : own[title]!);
  },
});

/** What was watched most within a day; of equal ones what was watched most at all. */
export const popularOfDay: Ranker = {
  name: '1-day popularity',
  score({ lastDay, ever }, into) {
    for (let title = 0; title < into.length; title += 1) into[title] = lastDay[title]! + ever[title]! * 1e-6;
  },
};

/** EASE alone; without a history what was watched most at all. */
export const plainEase = (historyHalfLife: number): Ranker => ({
  name: 'EASE alone',
  score({ affinity, ever }, into) {
    const own = affinity(historyHalfLife);
    for (let title = 0; title < into.length; title += 1) into[title] = own === undefined ? ever[title]! : own[title]!;
  },
});
