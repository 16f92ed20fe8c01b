import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplesEnd } from './mp4-samples.ts';
import { box, numbers } from '../testing/mp4-boxes.ts';

const moov = (...tables: readonly Buffer[]): Buffer =>
  box('moov', box('trak', box('mdia', box('minf', box('stbl', ...tables)))));

test('the end of the last sample: sizes of their own, several in a chunk, chunks in any order', () => {
  const index = moov(
    box('stsz', numbers(0, 0, 5, 10, 20, 30, 40, 50)),
    box('stsc', numbers(0, 2, 1, 2, 1, 3, 1, 1)),
    box('stco', numbers(0, 3, 1000, 500, 700)),
  );
  assert.equal(samplesEnd(index), 1030);
});

test('the end of the last sample: one size for all, offsets of 64 bits', () => {
  const index = moov(
    box('stsz', numbers(0, 7, 4)),
    box('stsc', numbers(0, 1, 1, 2, 1)),
    box('co64', numbers(0, 2, 0, 100, 1, 0)),
  );
  assert.equal(samplesEnd(index), 2 ** 32 + 14);
});

test('an index without samples ends nowhere, and tables that promise too much are damaged', () => {
  assert.equal(samplesEnd(box('moov')), 0);
  assert.equal(samplesEnd(Buffer.alloc(0)), 0);
  const none = moov(box('stsz', numbers(0, 0, 0)), box('stsc', numbers(0, 0)), box('stco', numbers(0, 0)));
  assert.equal(samplesEnd(none), 0);
  const lying = moov(box('stsz', numbers(0, 0, 0xffffffff)), box('stsc', numbers(0, 0)), box('stco', numbers(0, 0)));
  assert.equal(samplesEnd(lying), Infinity);
});

test('tables that are too short for what they promise are damaged, wherever they are cut', () => {
  const whole: Readonly<Record<string, Buffer>> = {
    stsz: numbers(0, 0, 2, 10, 20),
    stsc: numbers(0, 1, 1, 2, 1),
    stco: numbers(0, 1, 1000),
  };
  const cutTo = (name: string, bytes: number): Buffer =>
    moov(...Object.entries(whole).map(([type, data]) => box(type, type === name ? data.subarray(0, bytes) : data)));
  assert.equal(samplesEnd(cutTo('none', 0)), 1030);
  for (const [name, data] of Object.entries(whole))
    for (let bytes = 0; bytes < data.length; bytes++) {
      assert.equal(samplesEnd(cutTo(name, bytes)), Infinity, `${name} of ${bytes} bytes`);
      // The last box of the file, so that there is nothing behind it either.
      const last = moov(
        ...Object.entries(whole)
          .filter(([type]) => type !== name)
          .map(([type, table]) => box(type, table)),
        box(name, data.subarray(0, bytes)),
      );
      assert.equal(samplesEnd(last), Infinity, `${name} of ${bytes} bytes at the end`);
    }
});
