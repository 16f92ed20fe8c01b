/** One measured figure beside the limit of the part under it, taken in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** The same unit: what the part under us can do. */
  readonly limit: number;
  /** So formed that 1 is the limit and less is worse, whether the unit is a rate or a time. */
  readonly ratio: number;
}

/** A benchmark: sets its parts up, measures, tears down. `say` reports progress for people. */
export interface Benchmark {
  readonly name: string;
  readonly says: string;
  run(say: (line: string) => void): Promise<readonly Figure[]>;
}

/** A figure for which more is better (a rate). */
export const rate = (name: string, unit: string, value: number, limit: number): Figure => ({
  name,
  unit,
  value,
  limit,
  ratio: value / limit,
});

/** A figure for which less is better (a time). */
export const time = (name: string, unit: string, value: number, limit: number): Figure => ({
  name,
  unit,
  value,
  limit,
  ratio: limit / value,
});

/** Seconds that `work` took. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/**
 * Measures two things in turn, A B A B …, so that a machine that slows down slows both; the median of each is returned.
 * @param rounds pairs of measurements
 */
export async function paired(
  rounds: number,
  measureA: () => Promise<number>,
  measureB: () => Promise<number>,
): Promise<{ a: number; b: number }> {
  const a: number[] = [];
  const b: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    a.push(await measureA());
    b.push(await measureB());
  }
  return { a: median(a), b: median(b) };
}

/** The middle value; of an even number of values the upper middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('The median of nothing was asked for: measure at least once.');
  return middle;
}
