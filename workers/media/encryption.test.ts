import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeTestDir } from '../../tests/harness/services.ts';
import { encryptedStreams } from './encryption.ts';
import type { Stream } from './ffprobe-output.ts';
import type { Demuxer } from './sniff.ts';
import { box, numbers } from '../testing/mp4-boxes.ts';

const path = join(makeTestDir({ after }), 'film');
const video: Stream = { index: 0, codec_type: 'video', id: '0x1' };
const found = async (demuxer: Demuxer, data: Buffer, streams: readonly Stream[] = [video]): Promise<number[]> => {
  writeFileSync(path, data);
  return [...(await encryptedStreams(path, demuxer, streams))];
};

const trak = (id: number, ...entries: readonly string[]): Buffer =>
  box(
    'trak',
    box('tkhd', numbers(0, 0, 0, id, 0, 0)),
    box(
      'mdia',
      box('mdhd', Buffer.alloc(24)),
      box(
        'minf',
        box('stbl', box('stsd', numbers(0, entries.length), ...entries.map((type) => box(type, Buffer.alloc(70))))),
      ),
    ),
  );
const mp4 = (...traks: readonly Buffer[]): Buffer =>
  Buffer.concat([box('ftyp', Buffer.from('isom')), box('mdat', Buffer.alloc(100)), box('moov', ...traks)]);

test('MP4: by the sample entries of each track, also when the beginning is clear', async () => {
  const sound: Stream = { index: 1, codec_type: 'audio', id: '0x2' };
  assert.deepEqual(await found('mov', mp4(trak(1, 'avc1'), trak(2, 'mp4a')), [video, sound]), []);
  assert.deepEqual(await found('mov', mp4(trak(1, 'avc1'), trak(2, 'enca')), [video, sound]), [1]);
  assert.deepEqual(await found('mov', mp4(trak(1, 'encv', 'avc1'), trak(2, 'mp4a')), [video, sound]), [0]);
  assert.deepEqual(await found('mov', mp4(trak(1, 'drmi'))), [0]);
});

test('MP4: a broken index names nothing and stops nobody', async () => {
  assert.deepEqual(await found('mov', Buffer.alloc(0)), []);
  assert.deepEqual(await found('mov', mp4(box('trak', box('tkhd', Buffer.alloc(2)), trak(1, 'encv')))), []);
  assert.deepEqual(await found('mov', Buffer.concat([numbers(0), Buffer.from('moov'), Buffer.alloc(7)])), []);
});

test('Matroska and WebM: by the key id of the track', async () => {
  const head = Buffer.from('1a45dfa3', 'hex');
  assert.deepEqual(await found('matroska', head), []);
  assert.deepEqual(await found('matroska', head, [{ ...video, tags: { enc_key_id: 'p+Y=' } }]), [0]);
});

const packets = (count: number, scrambled: (n: number) => boolean, pid = 0x100): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, (_, n) => {
      const packet = Buffer.alloc(188, 0xff);
      packet.writeUInt32BE((0x47 << 24) | (pid << 8) | 0x10 | (scrambled(n) ? 0x80 : 0));
      return packet;
    }),
  );
const onPid: Stream = { ...video, id: '0x100' };

test('transport streams: by the scrambling control of the packets, wherever the capture begins', async () => {
  assert.deepEqual(
    await found(
      'mpegts',
      packets(50, () => false),
      [onPid],
    ),
    [],
  );
  assert.deepEqual(
    await found(
      'mpegts',
      packets(50, () => true),
      [onPid],
    ),
    [0],
  );
  assert.deepEqual(await found('mpegts', Buffer.concat([Buffer.alloc(77), packets(50, () => true)]), [onPid]), [0]);
  assert.deepEqual(
    await found(
      'mpegts',
      packets(50, () => true, 0x101),
      [onPid],
    ),
    [],
    'another track',
  );
  assert.deepEqual(
    await found(
      'mpegts',
      packets(50, (n) => n === 7),
      [onPid],
    ),
    [],
    'one damaged packet',
  );
  assert.deepEqual(
    await found(
      'mpegts',
      packets(50, () => false),
      [{ ...onPid, codec_tag: '0x00db' }],
    ),
    [0],
  );
});

test('program streams: by the scrambling control of the packets, as on a disc that is half clear', async () => {
  const disc = (scrambled: (n: number) => boolean): Buffer =>
    Buffer.concat(
      Array.from({ length: 40 }, (_, n) =>
        Buffer.concat([numbers(0x1ba, 0, 0x1e0), Buffer.from([0, 40, scrambled(n) ? 0xb0 : 0x80]), Buffer.alloc(38)]),
      ),
    );
  const onId: Stream = { ...video, id: '0x1e0' };
  assert.deepEqual(
    await found(
      'mpeg',
      disc(() => false),
      [onId],
    ),
    [],
  );
  assert.deepEqual(
    await found(
      'mpeg',
      disc((n) => n % 2 === 1),
      [onId],
    ),
    [0],
  );
});

test('Windows Media: by the objects of its header', async () => {
  const head = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex');
  assert.deepEqual(await found('asf', head), []);
  const drm = Buffer.from('fbb3112223bdd211b4b700a0c955fc6e', 'hex');
  assert.deepEqual(await found('asf', Buffer.concat([head, Buffer.alloc(20), drm])), [0]);
});
