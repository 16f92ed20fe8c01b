import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeFrames } from './frame-timing.ts';

const steady = (rate: number, frames: number, round = 1e6): Float64Array =>
  Float64Array.from({ length: frames }, (_, n) => Math.round((n / rate) * round) / round);

for (const [rate, numerator, denominator] of [
  [24, 24, 1],
  [24000 / 1001, 24000, 1001],
  [25, 25, 1],
  [30000 / 1001, 30000, 1001],
  [60, 60, 1],
  [12.5, 25, 2],
  [18, 18, 1],
] as const)
  test(`a steady ${rate.toFixed(3)} keeps its exact rate`, () => {
    const timing = timeFrames(steady(rate, 200), 1 / rate);
    assert.deepEqual(timing.frameRate, { numerator, denominator });
    assert.equal(timing.variable, false);
    assert.equal(timing.durationMs, Math.round((200 / rate) * 1000));
  });

test('times that a container rounds to milliseconds are still steady', () => {
  const timing = timeFrames(steady(30000 / 1001, 900, 1000));
  assert.deepEqual(timing.frameRate, { numerator: 30000, denominator: 1001 });
});

test('presentation times may come in decoding order', () => {
  const shuffled = steady(25, 50);
  shuffled.set([shuffled[3] ?? 0, shuffled[1] ?? 0, shuffled[2] ?? 0], 1);
  assert.equal(timeFrames(shuffled, 0.04).durationMs, 2000);
});

test('more than 60 frames a second are halved', () => {
  assert.deepEqual(timeFrames(steady(120, 600)).frameRate, { numerator: 60, denominator: 1 });
});

test('a variable rate becomes the standard nearest to its usual step', () => {
  const times: number[] = [];
  for (let n = 0, at = 0; n < 300; n++) {
    times.push(at);
    at += n % 3 === 0 ? 0.25 : 1 / 30;
  }
  const timing = timeFrames(Float64Array.from(times));
  assert.equal(timing.variable, true);
  assert.deepEqual(timing.frameRate, { numerator: 30, denominator: 1 });
});

test('a single frame has the length that its container gives it', () => {
  assert.equal(timeFrames(Float64Array.of(0), 0.04).durationMs, 40);
});
