import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitFilters, mixFilters, soundOf } from './sound-filters.ts';

const byHand = (channels: number, layout?: string): string | undefined =>
  mixFilters({ channels, layout }, 2).find((filter) => filter.startsWith('pan='));

test('sound with a layout, or one that is guessed, is mixed by its matrix', () => {
  for (const [channels, layout] of [
    [1, 'mono'],
    [2, undefined],
    [6, '5.1(side)'],
    [8, undefined],
    [16, 'hexadecagonal'],
    [3, '3 channels (FL+FR+TC)'],
  ] as const)
    assert.equal(byHand(channels, layout), undefined);
  assert.deepEqual(mixFilters({ channels: 6, layout: '5.1' }, 2), [
    'aresample=48000:async=1:first_pts=0',
    'aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo',
  ]);
  assert.match(mixFilters({ channels: 1, layout: 'mono' }, 1).join(), /channel_layouts=mono/);
});

test('sound without a layout that anybody knows goes left and right in turn', () => {
  assert.equal(
    byHand(10),
    'pan=stereo|c0=0.200*c0+0.200*c2+0.200*c4+0.200*c6+0.200*c8|c1=0.200*c1+0.200*c3+0.200*c5+0.200*c7+0.200*c9',
  );
  assert.equal(
    byHand(9),
    'pan=stereo|c0=0.200*c0+0.200*c2+0.200*c4+0.200*c6+0.200*c8|c1=0.200*c1+0.200*c3+0.200*c5+0.200*c7+0.200*c8',
  );
  assert.equal(byHand(9, '9 channels'), byHand(9));
  assert.equal(byHand(4, 'ambisonic 1'), 'pan=stereo|c0=c0|c1=c0');
});

test('what has a layout without a matrix goes where the names of its channels say', () => {
  for (const [layout, mixed] of [
    ['2 channels (TFL+TFR)', 'c0=0.999*c0|c1=0.999*c1'],
    ['2 channels (FL+LFE)', 'c0=0.999*c0|c1=0.999*c0'],
    ['2 channels (FL+FC)', 'c0=0.500*c0+0.500*c1|c1=0.999*c1'],
    ['2 channels (FC+SL)', 'c0=0.500*c0+0.500*c1|c1=0.999*c0'],
    ['3 channels (FL+FR+BL)', 'c0=0.500*c0+0.500*c2|c1=0.999*c1'],
    ['1 channels (LFE)', 'c0=0.999*c0|c1=0.999*c0'],
    ['1 channels (SL)', 'c0=0.999*c0|c1=0.999*c0'],
  ] as const)
    assert.equal(byHand(Number.parseInt(layout), layout), `pan=stereo|${mixed}`, layout);
});

test('peaks are limited, between the samples where channels are mixed', () => {
  assert.deepEqual(limitFilters({ channels: 2, layout: 'stereo' }), ['alimiter=limit=0.841:level=disabled:latency=1']);
  assert.deepEqual(limitFilters({ channels: 6, layout: '5.1' }), [
    'aresample=192000',
    'alimiter=limit=0.708:level=disabled:latency=1',
    'aresample=48000',
  ]);
});

test('a layout that the file does not say is none', () => {
  const stream = { index: 1, channels: 9 };
  assert.deepEqual(soundOf({ ...stream, channel_layout: 'unknown' }), { channels: 9, layout: undefined });
  assert.deepEqual(soundOf(stream), { channels: 9, layout: undefined });
});
