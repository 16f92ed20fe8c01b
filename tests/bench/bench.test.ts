import { deepEqual, equal, throws } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callsPerSecond } from './events.ts';
import { median, paired, pairOf, quantile, rate, time } from './bench.ts';

describe('the arithmetic of the benchmarks', () => {
  it('a ratio is the median of the rounds, so that one bad round and a slowing machine do not show', () => {
    deepEqual(pairOf([100, 50, 10], [100, 50, 100]), { value: 50, limit: 100, ratio: 1, spread: [0.1, 1] });
  });
  it('1 is the limit and less is worse, for rates and for times', () => {
    const pair = pairOf([2, 2, 4], [4, 4, 4]);
    deepEqual([rate('r', '1/s', pair).ratio, rate('r', '1/s', pair).spread], [0.5, [0.5, 1]]);
    deepEqual([time('t', 's', pair).ratio, time('t', 's', pair).spread], [2, [1, 2]]);
  });
  it('neither side always comes first', async () => {
    const order: string[] = [];
    const measure = (name: string) => async () => order.push(name);
    await paired(3, measure('a'), measure('b'));
    equal(order.join(''), 'abbaab');
  });
  it('calls are made as often as they are counted', async () => {
    let calls = 0;
    await callsPerSecond(10, 4, async () => {
      calls += 1;
      await new Promise((resolve) => setImmediate(resolve));
    });
    equal(calls, 10);
  });
  it('quantiles are values that were measured', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    deepEqual([quantile(values, 0.5), quantile(values, 0.99), median([3, 1, 2])], [51, 100, 2]);
    throws(() => median([]), /measure at least once/);
  });
});
