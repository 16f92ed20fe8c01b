import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { makeCheckpoints } from './filter-checkpoints.ts';

/** What a subscription tells of records at 0, 10, 20 …, of which those in `matches` are wanted. */
function told(
  window: number,
  multiplier: number,
  count: number,
  matches: readonly number[],
  liveFrom = count,
): number[] {
  const checkpoints = makeCheckpoints({ window, checkpointInterval: window * multiplier });
  const positions: number[] = [];
  for (let position = 0; position < count * 10; position += 10) {
    if (position === liveFrom * 10) checkpoints.goLive();
    const checkpoint = checkpoints.consider(position, matches.includes(position));
    if (checkpoint !== undefined) positions.push(checkpoint);
  }
  return positions;
}

test('at the end of a page its last match is told, or where it began', () => {
  deepEqual(told(4, 1, 12, []), [0, 40, 80]);
  deepEqual(told(4, 1, 12, [50, 60]), [0, 60, 80]);
  deepEqual(told(4, 2, 16, [150]), [40, 150]);
});

test('a page ends with 32 matches too, which count as considered', () => {
  const all = Array.from({ length: 128 }, (_, n) => n * 10);
  // three pages of 32 are 96, the fourth makes it 128: its last match is told
  deepEqual(told(100, 1, 128, all), [1270]);
});

test('the page that is under way at the end of the log is not told, but counts', () => {
  deepEqual(told(4, 1, 7, []), [0]);
  deepEqual(told(4, 1, 12, [], 6), [0, 70, 110]);
});
