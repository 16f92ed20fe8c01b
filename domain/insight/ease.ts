import { invertPositive } from './invert.ts';

/**
 * What watching one title says about another: `weights[i * n + j]` for having watched title `i` and being asked about `j`, both by their place
 * among the `n` titles that it was made from. The diagonal is 0.
 */
export interface ItemWeights {
  readonly n: number;
  readonly weights: Float32Array<ArrayBuffer>;
}

/**
 * EASE^R: the item weights that rebuild what profiles watched best, in closed form: P = (G + λI)⁻¹, B = I − P / diag(P). Its cost grows with the
 * third power of n (3,700 titles: some 16 s).
 * Source: H. Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019.
 * @param square how many watched both of two titles, n × n @param lambda how much is needed to believe it, above 0
 */
export function ease(square: Int32Array, lambda: number): ItemWeights {
  const n = Math.round(Math.sqrt(square.length));
  const inverse = new Float64Array(square);
  for (let i = 0; i < n; i += 1) inverse[i * n + i]! += lambda;
  invertPositive(inverse, n);
  const weights = new Float32Array(n * n);
  for (let j = 0; j < n; j += 1) {
    const scale = -1 / inverse[j * n + j]!;
    // P is the same across its diagonal, so that a row is read instead of a column.
    for (let i = 0; i < n; i += 1) if (i !== j) weights[i * n + j] = inverse[j * n + i]! * scale;
  }
  return { n, weights };
}

/**
 * What a history says about every title: the sum of its titles' weights, the last one counting most.
 * @param history places among the n titles, the oldest first @param halfLife after how many further titles one counts half
 * @param into n numbers, which are added to
 */
export function scoreHistory(
  { n, weights }: ItemWeights,
  history: readonly number[],
  halfLife: number,
  into: Float64Array,
): void {
  const step = 0.5 ** (1 / halfLife);
  let weight = 1;
  for (let last = history.length - 1; last >= 0; last -= 1) {
    const from = history[last]! * n;
    for (let j = 0; j < n; j += 1) into[j]! += weight * weights[from + j]!;
    weight *= step;
  }
}
