import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growsTooMuch } from './admission.ts';
import { DEFAULT_LIMITS } from './admission-limits.ts';
import { judgeEncode } from './encode-verdict.ts';
import type { Encoded } from './encode-verdict.ts';
import { watchEncoder } from './encode-watch.ts';
import type { Seen } from './encode-watch.ts';

const fps = (taken: number, shown: number, dropped: number): string =>
  `[Parsed_fps_1 @ 0x1] [verbose] ${taken} frames in, ${shown} frames out; ${dropped} frames dropped, 0 frames duplicated.`;
const watched = (...lines: readonly string[]): Seen => {
  const { seen, onErrorLine } = watchEncoder(0, () => undefined);
  for (const line of lines) onErrorLine(line);
  return seen;
};

const judged = (more: Partial<Encoded>, lines: readonly string[] = [fps(225, 225, 0)]): string => {
  const { refusal, notes } = judgeEncode({
    planned: 225,
    decoded: 225,
    expectedLost: 0,
    frameRate: 25,
    seen: watched(...lines),
    ...more,
  });
  return refusal?.code ?? notes.map(({ code }) => code).join();
};

test('a whole film is published without a word', () => {
  assert.equal(judged({}), '');
  assert.equal(judged({}, [fps(225, 224, 1)]), '');
});

test('fewer pictures than decode are never published', () => {
  assert.equal(judged({ planned: 75, decoded: 225 }, [fps(75, 75, 0)]), 'undecodable');
  assert.equal(judged({}, [fps(225, 225, 150)]), 'undecodable');
  // 120 a second become 60, as planned.
  assert.equal(judged({ planned: 300, decoded: 600, expectedLost: 300 }, [fps(600, 300, 300)]), '');
  assert.equal(judged({}, [fps(225, 225, 6)]), 'pictures-not-shown');
});

test('a film that ends before its time is cut off; a little of it is held', () => {
  assert.equal(judged({}, [fps(100, 100, 0)]), 'truncated');
  assert.equal(judged({ planned: 600, decoded: 580 }, [fps(580, 580, 0)]), 'pictures-missing');
});

test('damage is noted, too much of it is refused', () => {
  const error = '[error] Error while decoding stream #0:0: Invalid data found when processing input';
  assert.equal(judged({}, [error, fps(225, 225, 0)]), 'damaged-pictures');
  assert.equal(judged({}, [...Array.from({ length: 20 }, () => error), fps(225, 225, 0)]), 'undecodable');
  const concealed = '[warning] in/input: corrupt decoded frame in stream 0';
  assert.equal(judged({}, [...Array.from({ length: 20 }, () => concealed), fps(225, 225, 0)]), 'damaged-pictures');
});

test('a picture that grows costs what it costs, while it is decoded', () => {
  const small = 300 * 320 * 240;
  const grown = (frames: number, width: number, height: number) => ({
    otherPixels: frames * width * height,
    sizeChanges: 1,
  });
  assert.equal(growsTooMuch(grown(60, 8192, 4320), small, DEFAULT_LIMITS), false);
  assert.equal(growsTooMuch(grown(100, 8192, 4320), small, DEFAULT_LIMITS), true);
  // A broadcast of an hour that begins with a minute of small pictures.
  const broadcast = 90_000 * 720 * 576;
  assert.equal(growsTooMuch(grown(88_500, 1920, 1080), broadcast, DEFAULT_LIMITS), false);
  assert.equal(growsTooMuch({ otherPixels: 2000 * 256, sizeChanges: 2000 }, small, DEFAULT_LIMITS), true);
});
