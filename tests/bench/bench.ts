/** One measured figure beside the limit of the part under it, taken in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** The same unit: what the part under us can do. */
  readonly limit: number;
  /** So formed that 1 is the limit and less is worse, whether the unit is a rate or a time. */
  readonly ratio: number;
  /** The ratio in the worst and in the best round. */
  readonly spread: readonly [number, number];
}

/** A benchmark: sets its parts up, yields each figure when it is measured, tears down. `report` shows progress to people. */
export interface Benchmark {
  readonly name: string;
  readonly description: string;
  run(report: (line: string) => void): AsyncIterable<Figure>;
}

/** Two things measured in turn: the median of each, and of their ratios round by round, which noise that hits both leaves alone. */
export interface Pair {
  readonly value: number;
  readonly limit: number;
  /** Value divided by limit: the median of all rounds. */
  readonly ratio: number;
  /** The same in the round where it was smallest and where it was largest. */
  readonly spread: readonly [number, number];
}

/** A figure for which more is better (a rate). */
export const rate = (name: string, unit: string, pair: Pair): Figure => ({ name, unit, ...pair });

/** A figure for which less is better (a time). */
export const time = (name: string, unit: string, { value, limit, ratio, spread: [least, most] }: Pair): Figure => ({
  name,
  unit,
  value,
  limit,
  ratio: 1 / ratio,
  spread: [1 / most, 1 / least],
});

/** A figure in one line, for people who wait. */
export const describe = ({ name, value, limit, unit, ratio, spread }: Figure): string =>
  `${name}: ${short(value)} of ${short(limit)} ${unit}, ratio ${ratio.toFixed(2)} (${spread.map((each) => each.toFixed(2)).join('–')})`;

/** A number as people read it: whole from 100 on, two digits below. */
export const short = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 2 : 0 });

/** Seconds that `work` took. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/**
 * Measures two things in turn, A B, B A, A B …, so that a machine that slows down slows both, and neither always comes first.
 * @param rounds pairs of measurements
 */
export async function paired(
  rounds: number,
  measure: () => Promise<number>,
  measureLimit: () => Promise<number>,
): Promise<Pair> {
  const values: number[] = [];
  const limits: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) values.push(await measure());
    limits.push(await measureLimit());
    if (round % 2 === 1) values.push(await measure());
  }
  return pairOf(values, limits);
}

/** The pair of what was measured in rounds; both lists have one number for each round. */
export function pairOf(values: readonly number[], limits: readonly number[]): Pair {
  const ratios = values.map((value, round) => value / (limits[round] ?? Number.NaN));
  return {
    value: median(values),
    limit: median(limits),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** The value below which this share of all values lies (0.99: all but the slowest hundredth). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('A quantile of nothing was asked for: measure at least once.');
  return value;
}

/** The middle value; of an even number of values the upper middle. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
