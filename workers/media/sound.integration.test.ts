import assert from 'node:assert/strict';

import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { rounds, roundsTimeout } from '../../tests/harness/rounds.ts';
import { join } from 'node:path';
import { clip, goWholeWay, must, pictures, probeData, root, sound, x264 } from '../testing/films.ts';
import { beepsOf, heardIn } from '../testing/watch.ts';

const film = pictures('s=160x90:r=25:d=3');

test('any number of channels without a layout becomes stereo', async () => {
  const nine = Array.from({ length: 9 }, (_, n) => `0.1*sin(${n + 3}00*t)`).join('|');
  const { probe, encode } = await goWholeWay(
    await clip(
      'nine.mov',
      ...film,
      ...['-f', 'lavfi', '-i', `aevalsrc='${nine}':s=48000:d=3`],
      ...[...x264, '-c:a', 'pcm_s16le'],
    ),
  );
  assert.equal(probe.audio[0]?.channels, 9);
  assert.equal((await heardIn(join(root, encode.encodingKey, 'a128.mp4'))).channels, 2);
});

test('sound that decodes and that no filter takes is left out, and the film is published', async () => {
  // ffmpeg's filters mix 64 channels at most.
  writeFileSync(join(root, 'seventy.raw'), Buffer.alloc(3 * 48_000 * 70 * 2, 1));
  const { probe, encode, made, notes } = await goWholeWay(
    await clip(
      'seventy.mov',
      ...film,
      '-f',
      's16le',
      '-ar',
      '48000',
      '-ac',
      '70',
      '-i',
      'seventy.raw',
      ...x264,
      '-c:a',
      'pcm_s16le',
    ),
  );
  assert.equal(probe.audio[0]?.channels, 70);
  assert.deepEqual(notes, ['sound-left-out']);
  assert(encode.renditions.every(({ kind }) => kind === 'video'));
  assert(made.tracks.every(({ kind }) => kind === 'video'));
  assert.equal(encode.renditions[0]?.frames, 75);
});

test('a sound track without a packet is left out with a note', async () => {
  const { probe, notes } = must(
    await probeData(await clip('empty.mkv', ...film, ...sound(3), ...x264, '-c:a', 'aac', '-bsf:a', 'noise=drop=1')),
  );
  assert.deepEqual(probe.audio, []);
  assert.deepEqual(
    notes?.map(({ code, message }) => [code, message]),
    [['sound-left-out', 'The sound holds nothing. The film is published without sound.']],
  );
});

test('of several sound tracks the first that can be decoded is taken', async () => {
  await clip('good.mp4', ...film, ...sound(3), ...x264, '-c:a', 'aac', '-metadata:s:a:0', 'language=eng');
  await clip('bad.mp4', '-i', 'good.mp4', '-map', '0:a', '-c', 'copy', '-bsf:a', 'noise=amount=1');
  const mixed = await clip(
    'mixed.mp4',
    ...['-i', 'bad.mp4', '-i', 'good.mp4', '-map', '1:v', '-map', '0:a', '-map', '1:a'],
    '-c',
    'copy',
  );
  const { probe, notes } = must(await probeData(mixed));
  assert.deepEqual(
    probe.audio.map(({ index }) => index),
    [2],
  );
  assert.match(notes?.[0]?.message ?? '', /one \(English\) is taken.*Track 2 is damaged and cannot be decoded\./);
  const { made } = await goWholeWay(
    await clip('silent.mp4', ...['-i', 'bad.mp4', '-i', 'good.mp4', '-map', '1:v', '-map', '0:a'], '-c', 'copy'),
  );
  assert(made.tracks.every(({ kind }) => kind === 'video'));
});

test('5.1 at full scale becomes stereo without a peak beyond full scale', async () => {
  const loud = '0.99*sin(2*PI*440*t)';
  const { encode } = await goWholeWay(
    await clip(
      'loud.mkv',
      ...film,
      ...['-f', 'lavfi', '-i', `aevalsrc='${[loud, loud, loud, 0, loud, loud].join('|')}':c=5.1:s=48000:d=3`],
      ...[...x264, '-c:a', 'flac'],
    ),
  );
  const { peakDb } = await heardIn(join(root, encode.encodingKey, 'a128.mp4'));
  assert(peakDb < 0 && peakDb > -6, `${peakDb} dBFS`);
});

/** Containers and codecs as cameras, editors and broadcasters write them. */
const kinds: readonly (readonly [file: string, ...args: string[]])[] = [
  ['aac.mp4', '-c:a', 'aac'],
  ['he-rate.mp4', '-c:a', 'aac', '-ar', '22050'],
  ['surround.mkv', '-c:a', 'ac3', '-ac', '6'],
  ['lossless.mkv', '-c:a', 'flac', '-ar', '44100'],
  ['opus.mkv', '-c:a', 'libopus'],
  ['vorbis.mkv', '-c:a', 'libvorbis', '-ar', '44100'],
  ['eight.mov', '-c:a', 'pcm_s24le', '-ac', '8'],
  ['float.mov', '-c:a', 'pcm_f32le', '-ar', '96000'],
  ['broadcast.ts', '-c:a', 'mp2', '-ar', '32000'],
  ['capture.avi', '-c:a', 'pcm_s16le', '-ar', '44100'],
  ['stream.flv', '-c:a', 'aac', '-ar', '44100', '-ac', '1'],
  ['disc.mpg', '-c:a', 'mp2', '-c:v', 'mpeg2video'],
];

test('whatever sound is written in, it stays with the picture', { timeout: roundsTimeout(120_000) }, async () => {
  const first = Math.floor(Math.random() * kinds.length);
  for (let round = 0; round < rounds(2); round++) {
    const [file = '', ...args] = kinds[(first + round) % kinds.length] ?? [];
    const late = round % 3 === 2 && /\.(mp4|mkv|mov|ts)$/.test(file) ? Math.random() : 0;
    const beep = `if(lt(mod(t,1),0.1),0.7*sin(2*PI*1000*t),0)`;
    const { encode } = await goWholeWay(
      await clip(
        file,
        ...pictures('s=160x90:r=25:d=5'),
        ...['-itsoffset', late.toFixed(3), '-f', 'lavfi', '-i', `aevalsrc='${beep}|${beep}':s=48000:d=4.9`],
        ...[...x264, ...args],
      ),
    );
    const found = await beepsOf(join(root, encode.encodingKey, 'a128.mp4'));
    assert.equal(found.length, 5, `${file}: ${found.join()}`);
    found.forEach((at) => {
      const off = (at - late) % 1;
      assert(Math.min(off, 1 - off) < 0.021, `${file}, late by ${late.toFixed(3)} s: a beep at ${at} s`);
    });
  }
});

test('sound whose layout changes in mid-stream stays with the picture, and the picture loses nothing', async () => {
  const beeps = (channels: string): string[] => [
    ...pictures('s=160x90:r=25:d=3'),
    ...['-f', 'lavfi', '-i', `aevalsrc='if(lt(mod(t,1),0.1),0.5*sin(2*PI*1000*t),0)':s=48000:d=3`],
    ...[...x264, '-c:a', 'mp2', '-ac', channels, '-muxdelay', '0', '-muxpreload', '0', '-f', 'mpegts'],
  ];
  const parts = [];
  for (const [n, channels] of ['1', '2', '1', '2'].entries())
    parts.push(await clip(`part${n}.ts`, ...beeps(channels), '-output_ts_offset', String(3 * n)));
  const { probe, encode } = await goWholeWay(Buffer.concat(parts));
  assert.equal(probe.audio[0]?.channels, 2);
  assert.equal(encode.renditions[0]?.frames, 300);
  const found = await beepsOf(join(root, encode.encodingKey, 'a128.mp4'));
  assert.equal(found.length, 12, found.join());
  found.forEach((at, n) => assert(Math.abs(at - n) < 0.02, `beep ${n} at ${at} s`));
});
