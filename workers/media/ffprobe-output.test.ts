import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  aspectOf,
  chooseAudio,
  chooseVideo,
  displayedSize,
  languageOf,
  parseFfprobe,
  rotationOf,
  uprightFilters,
} from './ffprobe-output.ts';
import type { Stream } from './ffprobe-output.ts';

const video = (index: number, more: Partial<Stream> = {}): Stream => ({
  index,
  codec_type: 'video',
  codec_name: 'h264',
  width: 1920,
  height: 1080,
  ...more,
});
const audio = (index: number, more: Partial<Stream> = {}): Stream => ({
  index,
  codec_type: 'audio',
  codec_name: 'aac',
  channels: 2,
  ...more,
});

test('the film is chosen, not its cover picture', () => {
  const cover = video(0, { disposition: { attached_pic: 1, default: 1 } });
  assert.equal(chooseVideo([cover, video(1)])?.index, 1);
  assert.equal(chooseVideo([cover]), undefined);
});

test('of several video tracks the film wins, not a still', () => {
  const still = video(0, { nb_frames: '1', disposition: { default: 1 } });
  assert.equal(chooseVideo([still, video(1, { nb_frames: '75' })])?.index, 1);
  assert.equal(chooseVideo([video(0), video(1)], ({ index }) => (index === 0 ? 1 : 75))?.index, 1);
  assert.equal(chooseVideo([still])?.index, 0);
});

test('sound is that of the programme of the picture', () => {
  const programs = [{ streams: [{ index: 0 }, { index: 1 }] }, { streams: [{ index: 2 }, { index: 3 }] }];
  const streams = [video(0), audio(1), video(2), audio(3)];
  const soundOf = (of: Stream): number[] => chooseAudio(streams, of, programs).map(({ index }) => index);
  assert.deepEqual([soundOf(video(0)), soundOf(video(2))], [[1], [3]]);
});

test('pictures are turned and mirrored as their matrix says', () => {
  const matrix = (rotation: number, ...[a, b, c, d]: readonly number[]): Stream => {
    const row = (number: number, ...values: readonly (number | undefined)[]): string =>
      `0000000${number}: ${values.map((value) => String((value ?? 0) * 65_536).padStart(11)).join(' ')}\n`;
    return video(0, {
      side_data_list: [{ rotation, displaymatrix: `\n${row(0, a, b, 0)}${row(1, c, d, 0)}${row(2, 0, 0, 16_384)}` }],
    });
  };
  assert.deepEqual(
    [
      video(0),
      matrix(-90, 0, 1, -1, 0),
      matrix(90, 0, -1, 1, 0),
      matrix(-180, -1, 0, 0, -1),
      matrix(-180, -1, 0, 0, 1),
      matrix(0, 1, 0, 0, -1),
      matrix(-45, Math.SQRT1_2, Math.SQRT1_2, -Math.SQRT1_2, Math.SQRT1_2),
      matrix(-90, 0, 1, 1, 0),
    ].map((stream) => uprightFilters(stream).join()),
    ['', 'transpose=clock', 'transpose=cclock', 'hflip,vflip', 'hflip', 'vflip', '', 'transpose=cclock_flip'],
  );
});

test('a default stream comes before others, also for sound', () => {
  assert.equal(chooseVideo([video(0), video(1, { disposition: { default: 1 } })])?.index, 1);
  assert.deepEqual(
    chooseAudio([audio(1), audio(2, { disposition: { default: 1 } })]).map(({ index }) => index),
    [2, 1],
  );
});

test('streams of unknown codec or without sound are no sound', () => {
  assert.deepEqual(chooseAudio([audio(1, { codec_name: 'unknown' }), audio(2, { channels: 0 })]), []);
});

test('rotation is clockwise, in the nearest quarter turns', () => {
  const turned = (rotation: number): number => rotationOf(video(0, { side_data_list: [{ rotation }] }));
  assert.deepEqual([-90, 90, -180, 450, -9223372036854775808, 17].map(turned), [
    90,
    270,
    180,
    270,
    turned(-9223372036854775808),
    0,
  ]);
  assert(turned(-9223372036854775808) % 90 === 0);
});

test('size is what a screen shows', () => {
  assert.deepEqual(displayedSize(video(0, { sample_aspect_ratio: '4:3', width: 1440 })), { width: 1920, height: 1080 });
  assert.deepEqual(displayedSize(video(0, { side_data_list: [{ rotation: -90 }] })), { width: 1080, height: 1920 });
});

test('a pixel shape beyond what any film has is not believed', () => {
  assert.deepEqual(
    ['1:1', '64:45', '1000:1', '0:1', 'N/A', undefined].map((ratio) =>
      aspectOf(video(0, ratio === undefined ? {} : { sample_aspect_ratio: ratio })).toFixed(2),
    ),
    ['1.00', '1.42', '1.00', '1.00', '1.00', '1.00'],
  );
});

test('only a language code is a language', () => {
  assert.deepEqual(
    ['eng', 'de', 'und', 'x-klingon', '../../etc'].map((language) => languageOf(audio(0, { tags: { language } }))),
    ['eng', 'de', null, null, null],
  );
});

test("what is not ffprobe's JSON is nothing, and a broken matrix does not spoil the rest", () => {
  assert.equal(parseFfprobe('not json'), undefined);
  assert.equal(parseFfprobe('{"streams":[{"index":"zero"}]}'), undefined);
  assert.equal(
    parseFfprobe('{"streams":[{"index":0,"side_data_list":[{"rotation": nan}]}]}')?.streams[0]?.side_data_list?.[0]
      ?.rotation,
    0,
  );
});
