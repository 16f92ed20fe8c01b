import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeFrames } from './frame-timing.ts';

const steady = (rate: number, frames: number, round = 1e6): Float64Array =>
  Float64Array.from({ length: frames }, (_, n) => Math.round((n / rate) * round) / round);
/** Times that are `steps` apart, over and over. */
const stepping = (frames: number, ...steps: readonly number[]): Float64Array => {
  let at = 0;
  return Float64Array.from({ length: frames }, (_, n) => (n === 0 ? 0 : (at += steps[(n - 1) % steps.length] ?? 0)));
};
const rateOf = (times: Float64Array, declared?: number): string => {
  const { numerator, denominator } = timeFrames(times, declared === undefined ? {} : { declared }).frameRate;
  return `${numerator}/${denominator}`;
};

for (const [rate, expected] of [
  [24, '24/1'],
  [24000 / 1001, '24000/1001'],
  [25, '25/1'],
  [30000 / 1001, '30000/1001'],
  [60000 / 1001, '60000/1001'],
  [60, '60/1'],
  [12.5, '25/2'],
  [7.5, '15/2'],
  [18, '18/1'],
  [1, '1/1'],
] as const) {
  test(`a steady ${rate.toFixed(3)} keeps its exact rate`, () => {
    assert.equal(rateOf(steady(rate, 200)), expected);
    assert.equal(timeFrames(steady(rate, 200)).lost, 0);
  });
  test(`a steady ${rate.toFixed(3)} keeps it whatever is missing in the middle`, () => {
    const times = steady(rate, 300);
    assert.equal(rateOf(times.filter((_, n) => n < 100 || n >= 150)), expected);
    assert.equal(rateOf(times.filter((_, n) => n < 20 || n >= 280)), expected);
  });
}

test('two seconds at a usual rate are enough, whatever the container rounds to', () => {
  for (const rate of [24, 24000 / 1001, 25, 30000 / 1001, 30, 48, 50, 60])
    for (const round of [1e6, 90_000, 1000]) {
      const { numerator, denominator } = timeFrames(steady(rate, Math.round(rate * 2), round), {
        declared: rate,
      }).frameRate;
      assert(Math.abs(numerator / denominator - rate) < 0.001, `${rate} became ${numerator}/${denominator}`);
    }
});

test('times that a container rounds to milliseconds are still steady', () => {
  assert.equal(rateOf(steady(30000 / 1001, 900, 1000)), '30000/1001');
  assert.equal(rateOf(steady(60, 600, 1000)), '60/1');
});

test('a screen recording stays at 60, with steps of 16 and 18 ms and with pauses', () => {
  assert.equal(rateOf(stepping(600, 0.016, 0.018)), '60/1');
  assert.equal(rateOf(stepping(600, 0.016, 0.018, 0.016)), '60/1');
  assert.equal(rateOf(stepping(600, ...Array.from({ length: 59 }, () => 1 / 60), 8)), '60/1');
});

test('a telecined film has the mean of its long and short steps', () => {
  assert.equal(rateOf(stepping(240, 2 / 60, 3 / 60)), '24/1');
});

test('what the container says decides only where measuring cannot', () => {
  const short = steady(24000 / 1001, 6, 1000);
  assert.equal(rateOf(short, 24000 / 1001), '24000/1001');
  assert.equal(rateOf(steady(25, 100), 30), '25/1');
});

test('more than 60 frames a second are halved', () => {
  assert.equal(rateOf(steady(120, 600)), '60/1');
  assert.equal(rateOf(steady(90, 600)), '45/1');
  assert(Math.abs(timeFrames(steady(120, 600)).lost - 300) <= 1);
});

test('a rate at which many pictures have no place is doubled', () => {
  const bursts = stepping(600, 1 / 30, 1 / 30, 1 / 30, 1 / 60, 1 / 60);
  assert.equal(rateOf(bursts), '60/1');
  assert.equal(timeFrames(bursts).lost, 0);
});

test('presentation times may come in decoding order', () => {
  const shuffled = steady(25, 50);
  shuffled.set([shuffled[3] ?? 0, shuffled[1] ?? 0, shuffled[2] ?? 0], 1);
  assert.equal(rateOf(shuffled), '25/1');
});

test('a last picture stands as long as its container says, within reason', () => {
  const last = (lastDuration: number): number => timeFrames(steady(25, 50), { lastDuration, maxLast: 60 }).lastDuration;
  assert.equal(last(6), 6);
  assert.equal(last(0.04), 0.04);
  // Rounding by the writer.
  assert.equal(last(0.06).toFixed(3), '0.040');
  assert.equal(last(0.01).toFixed(3), '0.040');
  assert.equal(last(143_165).toFixed(3), '0.040');
});

test('a single picture has the length that its container gives it', () => {
  assert.equal(timeFrames(Float64Array.of(0), { lastDuration: 0.04 }).lastDuration, 0.04);
  assert.equal(timeFrames(Float64Array.of(0), { lastDuration: 0.04 }).frameRate.numerator, 25);
});
