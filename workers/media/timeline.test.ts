import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timelineNotes } from './timeline-notes.ts';
import { framesIn, MAX_HOLD, timelineOf } from './timeline.ts';
import type { Timeline } from './timeline.ts';
import { presentationTimes } from './packets.ts';
import type { Packets } from './packets.ts';

/** `seconds` of packets that last `step` each, the first at `start`. */
const packets = (seconds: number, step: number, start = 0, last = step): Packets => {
  const count = Math.round(seconds / step);
  return {
    times: Float64Array.from({ length: count }, (_, n) => start + n * step),
    durations: Float64Array.from({ length: count }, (_, n) => (n === count - 1 ? last : step)),
    hidden: 0,
    headless: 0,
  };
};
const pictures = (seconds: number, start = 0, last = 0.04): Packets => packets(seconds, 0.04, start, last);
const sound = (seconds: number, start = 0): Packets => packets(seconds, 1024 / 48_000, start);
const codes = (...of: Parameters<typeof timelineOf>): string[] => {
  const timeline = timelineOf(...of);
  return timeline === undefined ? [] : timelineNotes(timeline).map(({ code }) => code);
};

test('a film begins where its first picture is, wherever its clock stands', () => {
  const timeline = timelineOf(pictures(8, 3.3), sound(8, 3.3));
  assert.deepEqual([timeline?.durationMs, timeline?.origin.toFixed(1), timeline?.leadMs], [8000, '3.3', 0]);
});

test('a film that is faster than what is shown says how many pictures are not shown', () => {
  assert.deepEqual(codes(packets(5, 1 / 120), undefined), ['rate-changed']);
  assert.deepEqual(codes(packets(5, 1 / 60), undefined), []);
  assert.match(
    timelineNotes(timelineOf(packets(5, 1001 / 120_000), undefined) as Timeline)[0]?.message ?? '',
    /^The film is shown with 59\.94 pictures a second; (299|300) of the (599|600) in the file/,
  );
});

test("a codec's padding before and behind the picture makes no frame", () => {
  const timeline = timelineOf(pictures(6, 0.021), sound(6.06, 0));
  assert.deepEqual([timeline?.durationMs, timeline?.origin], [6000, 0.021]);
  assert.equal(framesIn(6000, { numerator: 25, denominator: 1 }), 150);
});

test('a picture stands from where the sound begins to where it ends, and the film says so', () => {
  const timeline = timelineOf(pictures(3, 2), sound(8, 0));
  assert.deepEqual(
    [timeline?.durationMs, timeline?.leadMs, Math.round((timeline?.holdMs ?? 0) / 100), timeline?.origin],
    [8000, 2000, 30, 0],
  );
  assert.deepEqual(codes(pictures(3, 2), sound(8, 0)), ['first-picture-held', 'last-picture-held']);
  assert.deepEqual(codes(pictures(3), sound(3)), []);
});

test('one picture and a song is as long as the song', () => {
  const still: Packets = { times: Float64Array.of(0), durations: Float64Array.of(1), hidden: 0, headless: 0 };
  const timeline = timelineOf(still, packets(15, 0.02));
  assert.deepEqual([timeline?.durationMs, timeline?.frameRate.numerator], [15_000, 1]);
});

test('a last picture stands as long as the file says', () => {
  assert.equal(timelineOf(pictures(2, 0, 6), undefined)?.durationMs, 7960);
});

test('a picture is not held for ever, and what is cut is said', () => {
  const timeline = timelineOf(pictures(1), packets(MAX_HOLD + 101, 1));
  assert.deepEqual([timeline?.holdMs, timeline?.cutSoundMs], [MAX_HOLD * 1000, 100_000]);
  assert.deepEqual(codes(pictures(1), packets(MAX_HOLD + 101, 1)), ['last-picture-held', 'sound-cut']);
});

test('sound far behind the picture and the rest of the sound is a broken clock', () => {
  const broken = sound(3);
  const times = Float64Array.from([...broken.times, 2000]);
  const durations = Float64Array.from([...broken.durations, 0.02]);
  assert.equal(timelineOf(pictures(3), { ...broken, times, durations })?.durationMs, 3000);
  assert.equal(timelineOf(pictures(3), sound(3, -140_000))?.durationMs, 3000);
});

test('no picture, no film', () => {
  const none: Packets = { times: new Float64Array(), durations: new Float64Array(), hidden: 0, headless: 0 };
  assert.equal(timelineOf(none, sound(3)), undefined);
  assert.equal(timelineOf(pictures(3), none)?.durationMs, 3000);
});

test('pictures that do not say when they are shown are shown at the pace at which they are decoded', () => {
  const dts = [0, 1, 2, 3, 4];
  assert.deepEqual([...presentationTimes([1, 4, 2, 3, 5], dts)], [1, 4, 2, 3, 5]);
  assert.deepEqual([...presentationTimes([1, NaN, 2, NaN, 5], dts)], [1, 2, 3, 4, 5]);
  assert.deepEqual([...presentationTimes([NaN, NaN, NaN, NaN, NaN], dts)], dts);
  assert.deepEqual([...presentationTimes([1, NaN, 3], [NaN, 2, 3])], [1, 2, 3]);
});
