/**
 * At which place a title stands among all, from 0 on. Titles with the same score stand in an order that nobody chose: half of them before it.
 * Those that are passed over have the score −∞.
 */
export function placeOf(scores: Float64Array, title: number): number {
  const own = scores[title]!;
  let [above, same] = [0, -1];
  for (const score of scores) {
    if (score > own) above += 1;
    else if (score === own) same += 1;
  }
  return above + Math.floor(same / 2);
}

/** What a list of `length` gains by one title that was wanted, at a place from 0 on: NDCG with one relevant title (Järvelin, Kekäläinen, 2002). */
export const gainAt = (place: number, length: number): number => (place < length ? 1 / Math.log2(place + 2) : 0);

/** The titles with the highest scores, the best first; of equal ones the lowest number. Those with −∞ never. */
export function best(scores: Float64Array, length: number): number[] {
  const top: number[] = [];
  for (let title = 0; title < scores.length; title += 1) {
    const score = scores[title]!;
    if (score === -Infinity || (top.length === length && score <= scores[top[length - 1]!]!)) continue;
    let at = top.length;
    while (at > 0 && scores[top[at - 1]!]! < score) at -= 1;
    top.splice(at, 0, title);
    if (top.length > length) top.pop();
  }
  return top;
}

/** How unequally titles are shown: 0 all as often, towards 1 always the same (Gini, over the titles that could be). */
export function gini(shown: ArrayLike<number>): number {
  const sorted = Float64Array.from(shown).sort();
  const n = sorted.length;
  const total = sorted.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, count, rank) => sum + (2 * (rank + 1) - n - 1) * count, 0);
  return weighted / (n * total);
}

/** A mean with the bounds between which it lies in 95 of 100 samples. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of values, with an interval by drawing whole profiles again: what one profile does belongs together.
 * Source: Efron, Tibshirani, An Introduction to the Bootstrap, 1993 (percentiles).
 * @param values each with its profile @param random numbers from 0 to 1
 */
export function bootstrap(
  values: readonly { readonly profile: number; readonly value: number }[],
  random: () => number,
  draws = 1000,
): Interval {
  const sums = new Map<number, [sum: number, count: number]>();
  for (const { profile, value } of values) {
    const [sum, count] = sums.get(profile) ?? [0, 0];
    sums.set(profile, [sum + value, count + 1]);
  }
  const profiles = [...sums.values()];
  const means = Float64Array.from({ length: draws }, () => {
    let [sum, count] = [0, 0];
    for (let drawn = 0; drawn < profiles.length; drawn += 1) {
      const [s, c] = profiles[Math.floor(random() * profiles.length)]!;
      sum += s;
      count += c;
    }
    return count === 0 ? 0 : sum / count;
  }).sort();
  const mean = values.length === 0 ? 0 : values.reduce((sum, { value }) => sum + value, 0) / values.length;
  return { mean, low: means[Math.floor(draws * 0.025)] ?? 0, high: means[Math.ceil(draws * 0.975) - 1] ?? 0 };
}
