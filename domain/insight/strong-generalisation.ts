import { addWatch, noCoWatches, squareOf } from './co-watches.ts';
import { scoreHistory } from './ease.ts';
import type { Watch } from './past.ts';
import type { BuildWeights } from './prequential.ts';
import { best } from './rank-metrics.ts';
import { seededRandom, shuffled } from './seeded-random.ts';

/** Profiles and titles with fewer of the other are left out. */
const CORE = 5;
/** The part of the profiles that nothing is learnt from, and the part of their titles that is shown. */
const HELD_OUT = 0.2;
const FOLDED_IN = 0.8;

/** What one way to rank came to, averaged over the profiles that were held out. */
export interface Generalised {
  readonly name: string;
  /** Hits among the first 20 ÷ min(20, titles to find). */
  readonly recall20: number;
  readonly ndcg100: number;
}

/** The titles of each profile when whoever has fewer than `CORE` is left out, until nobody has. */
export function coreOf(watches: readonly Watch[]): Map<number, number[]> {
  let left = watches;
  for (;;) {
    const [profiles, titles] = [new Map<number, number>(), new Map<number, number>()];
    for (const { profile, title } of left) {
      profiles.set(profile, (profiles.get(profile) ?? 0) + 1);
      titles.set(title, (titles.get(title) ?? 0) + 1);
    }
    const next = left.filter(
      ({ profile, title }) => (profiles.get(profile) ?? 0) >= CORE && (titles.get(title) ?? 0) >= CORE,
    );
    if (next.length === left.length) break;
    left = next;
  }
  const core = new Map<number, number[]>();
  for (const { profile, title } of left) {
    const own = core.get(profile);
    if (own === undefined) core.set(profile, [title]);
    else own.push(title);
  }
  return core;
}

/**
 * How well titles are found for profiles that nothing was learnt from: 80 % of theirs are shown, the rest is to be found among all others.
 * Source: the protocol of Liang, Krishnan, Hoffman, Jebara, WWW 2018. @returns popularity and EASE; nothing where fewer than ten profiles are left
 */
export async function strongGeneralisation(
  watches: readonly Watch[],
  { seed, lambda, build }: { readonly seed: number; readonly lambda: number; readonly build: BuildWeights },
): Promise<{ readonly profiles: number; readonly held: number; readonly rows: readonly Generalised[] }> {
  const random = seededRandom(seed);
  const core = coreOf(watches);
  const titles = [...new Set([...core.values()].flat())].sort((a, b) => a - b);
  const place = new Map(titles.map((title, nth) => [title, nth]));
  const profiles = shuffled([...core.keys()], random);
  const held = profiles.slice(0, Math.floor(profiles.length * HELD_OUT));
  if (held.length < 10) return { profiles: profiles.length, held: 0, rows: [] };
  const counts = noCoWatches();
  for (const profile of profiles.slice(held.length))
    for (const title of core.get(profile) ?? []) addWatch(counts, profile, place.get(title) ?? 0);
  const all = titles.map((_, nth) => nth);
  // A title that only those who are held out watched has no row.
  while (counts.rows.length < titles.length) counts.rows.push(new Int32Array(counts.rows.length + 1));
  const popular = Float64Array.from(all, (nth) => counts.rows[nth]![nth]!);
  const weights = await build(squareOf(counts, all), lambda);
  const tallies = { popularity: [0, 0], ease: [0, 0] };
  for (const profile of held) {
    const own = shuffled(core.get(profile) ?? [], random).map((title) => place.get(title) ?? 0);
    const shown = own.slice(0, Math.floor(own.length * FOLDED_IN));
    const wanted = new Set(own.slice(shown.length));
    const scores = new Float64Array(titles.length);
    scoreHistory(weights, shown, Infinity, scores);
    add(tallies.ease, measure(scores, shown, wanted));
    add(tallies.popularity, measure(Float64Array.from(popular), shown, wanted));
  }
  const row = (name: string, [recall = 0, ndcg = 0]: readonly number[]): Generalised => ({
    ...{ name, recall20: recall / held.length, ndcg100: ndcg / held.length },
  });
  const rows = [row('popularity', tallies.popularity), row('EASE', tallies.ease)];
  return { profiles: profiles.length, held: held.length, rows };
}

function add(tally: number[], [recall, ndcg]: readonly [number, number]): void {
  tally[0]! += recall;
  tally[1]! += ndcg;
}

/** Recall at 20 and NDCG at 100. */
function measure(scores: Float64Array, shown: readonly number[], wanted: ReadonlySet<number>): [number, number] {
  for (const title of shown) scores[title] = -Infinity;
  const ranked = best(scores, 100);
  const hits = ranked.slice(0, 20).filter((title) => wanted.has(title)).length;
  const gain = ranked.reduce((sum, title, rank) => sum + (wanted.has(title) ? 1 / Math.log2(rank + 2) : 0), 0);
  let ideal = 0;
  for (let rank = 0; rank < Math.min(100, wanted.size); rank += 1) ideal += 1 / Math.log2(rank + 2);
  return [hits / Math.min(20, wanted.size), ideal === 0 ? 0 : gain / ideal];
}
