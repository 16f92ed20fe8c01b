import { deepEqual, ok, throws } from 'node:assert/strict';
import { it } from 'node:test';
import { ease, scoreHistory } from './ease.ts';
import { invertPositive } from './invert.ts';
import { seededRandom } from './seeded-random.ts';

/** A matrix that is its own transpose and positive definite. */
function positive(n: number, random: () => number): Float64Array {
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) a[i * n + j] = a[j * n + i] = random() - 0.5;
    a[i * n + i] = n / 2 + random();
  }
  return a;
}

it('a matrix times its inverse is one, whatever its size and its blocks', () => {
  for (const n of [1, 2, 63, 64, 65, 130, 200]) {
    const a = positive(n, seededRandom(n));
    const inverse = new Float64Array(a);
    invertPositive(inverse, n);
    let worst = 0;
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        let sum = 0;
        for (let k = 0; k < n; k += 1) sum += a[i * n + k]! * inverse[k * n + j]!;
        worst = Math.max(worst, Math.abs(sum - (i === j ? 1 : 0)));
      }
    ok(worst < 1e-9, `${n}: ${worst}`);
  }
});

it('a matrix that has no such inverse is refused', () => {
  throws(() => invertPositive(new Float64Array([1, 2, 2, 1]), 2), /not positive definite/);
});

it('weights are those of the closed form', () => {
  // By hand: G + λI = [[3, 1], [1, 4]], P = [[4, -1], [-1, 3]] / 11, B = -P / diag P.
  const { n, weights } = ease(new Int32Array([2, 1, 1, 3]), 1);
  deepEqual([n, [...weights].map((weight) => Math.fround(weight))], [2, [0, 1 / 3, 1 / 4, 0].map(Math.fround)]);
});

it('one title alone says nothing, and neither does none', () => {
  deepEqual([...ease(new Int32Array([5]), 100).weights], [0]);
  deepEqual(ease(new Int32Array([]), 100).n, 0);
});

it('the last title of a history counts most', () => {
  const weights = { n: 3, weights: new Float32Array([0, 1, 2, 0.5, 0, 4, 0, 0, 0]) };
  const score = new Float64Array(3);
  scoreHistory(weights, [0, 1], 1, score);
  deepEqual([...score], [0.5, 0.5, 5]);
});
