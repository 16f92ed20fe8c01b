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
  assert.equal(byHand(10), 'pan=stereo|c0<c0+c2+c4+c6+c8|c1<c1+c3+c5+c7+c9');
  assert.equal(byHand(9), 'pan=stereo|c0<c0+c2+c4+c6+c8|c1<c1+c3+c5+c7+c8');
  assert.equal(byHand(2, '2 channels (TFL+TFR)'), 'pan=stereo|c0<c0|c1<c1');
  assert.equal(byHand(4, 'ambisonic 1'), 'pan=stereo|c0=c0|c1=c0');
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
