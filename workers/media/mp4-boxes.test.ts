import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeTestDir } from '../../tests/harness/services.ts';
import { box, numbers } from '../testing/mp4-boxes.ts';
import { codecOf, readDefaults, readFragment, readMp4Layout } from './mp4-boxes.ts';
import { readSampleEntries } from './mp4-entries.ts';
import { dropMatrix, readMp4Track } from './mp4-track.ts';

const entry = box('avc1', Buffer.alloc(78), box('avcC', Buffer.from([1, 0x64, 0, 0x1f])));
const trak = box(
  'trak',
  box('tkhd', numbers(0, 0, 0, 1, 0, 2000, ...Array.from({ length: 15 }, () => 0))),
  box(
    'mdia',
    box('mdhd', numbers(0, 0, 0, 1000, 2000)),
    box('minf', box('stbl', box('stsd', numbers(0, 1), entry), box('stsz', numbers(0, 7, 4)))),
  ),
);
const moov = box(
  'moov',
  box('mvhd', numbers(0, 0, 0, 1000, 2000)),
  trak,
  box('mvex', box('trex', numbers(0, 1, 1, 40, 0, 0))),
);
const moof = box(
  'moof',
  box(
    'traf',
    box('tfhd', numbers(0x20038, 1, 40, 0, 0)),
    box('tfdt', numbers(0, 80)),
    box('trun', numbers(0x105, 2, 8, 0, 40, 40)),
  ),
);
const defaults = { timescale: 1000, duration: 40, flags: 0 };

/** Every prefix of a box, with the sizes of all boxes as they were, and every box with a field of it at its extremes. */
function* damaged(whole: Buffer): Generator<Buffer> {
  for (let length = 0; length < whole.length; length++) yield whole.subarray(0, length);
  for (let at = 0; at + 4 <= whole.length; at += 4)
    for (const value of [0, 1, 7, 9, 0x7fffffff, 0xffffffff]) {
      const other = Buffer.from(whole);
      other.writeUInt32BE(value, at);
      yield other;
    }
}

test('boxes of a fragment and of an index, whole', () => {
  assert.deepEqual(readFragment(moof, defaults), { decodeTime: 80n, samples: 2, startsWithSync: true, duration: 80 });
  assert.deepEqual(readDefaults(moov), defaults);
  assert.equal(codecOf(moov), 'avc1.64001f');
});

test('however boxes are damaged, reading them ends with a value', () => {
  for (const data of damaged(moof)) readFragment(data, defaults);
  for (const data of damaged(moov)) {
    readDefaults(data);
    codecOf(data);
  }
});

test('however a file is damaged, reading it ends with a value', async (t) => {
  const path = join(makeTestDir(t), 'damaged.mp4');
  for (const [n, data] of [...damaged(moov)].entries()) {
    if (n % 3 !== 0) continue;
    writeFileSync(path, data);
    const file = await open(path);
    await readSampleEntries(file, data.length);
    await readMp4Layout(file, data.length);
    await file.close();
    await readMp4Track(path);
    await dropMatrix(path);
  }
  writeFileSync(path, moov);
  assert.deepEqual(await readMp4Track(path), { codec: 'avc1.64001f', samples: 4, durationMs: 2000 });
});
