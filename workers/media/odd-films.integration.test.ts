import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { planLadder } from '../../domain/media/ladder.ts';
import {
  clip,
  encodeData,
  goWholeWay,
  id,
  makeContext,
  must,
  nextNumber,
  pictures,
  probeData,
  root,
  run,
  sound,
  store,
  x264,
} from '../testing/films.ts';
import type { Result } from '../testing/films.ts';
import { beepsOf, combsOf, decodedFrames, flashesOf, watchFile, watchPoster } from '../testing/watch.ts';
import { findBox } from './mp4-boxes.ts';

/** A flash and a beep at each full second. */
const flashes = (seconds: number, size = '320x180'): string[] => [
  ...['-f', 'lavfi', '-i'],
  `color=black:s=${size}:r=25:d=${seconds},drawbox=w=iw:h=ih:t=fill:c=white:enable='lt(mod(n,25),2)'`,
  ...['-f', 'lavfi', '-i', `aevalsrc='0.8*sin(2000*PI*t)*lt(mod(t,1),0.08)':s=48000:d=${seconds}`],
];
const topOf = ({ encodingKey, renditions }: Result<'encode'>): string =>
  join(root, encodingKey, `${renditions.findLast(({ kind }) => kind === 'video')?.name}.mp4`);
const soundOf = ({ encodingKey }: Result<'encode'>): string => join(root, encodingKey, 'a128.mp4');

/** Every flash and every beep is where `expected` says, on the film's clock. */
const assertTimes = async (encode: Result<'encode'>, expected: readonly number[], soundOff = 0.021): Promise<void> => {
  const seen = flashesOf(await watchFile(topOf(encode)), 25);
  const heard = await beepsOf(soundOf(encode));
  assert.deepEqual(seen, expected);
  assert.equal(heard.length, expected.length);
  heard.forEach((time, n) => assert(Math.abs(time - (expected[n] ?? 0)) < soundOff, `a beep at ${time.toFixed(3)}`));
};

test('a film that was cut without encoding is as long as it plays', async () => {
  await clip('long.mp4', ...flashes(6), ...x264, '-g', '250', '-c:a', 'aac');
  const data = await clip('trimmed.mp4', '-ss', '1.6', '-i', 'long.mp4', '-t', '4', '-c', 'copy');
  const { probe, encode, notes } = await encodeData(data);
  const frames = await decodedFrames(join(root, 'trimmed.mp4'));
  assert.deepEqual([probe.durationMs, encode.durationMs, encode.renditions[0]?.frames], [4000, 4000, frames]);
  await assertTimes(encode, [0.4, 1.4, 2.4, 3.4]);
  assert.deepEqual(notes, []);
});

test('a film whose clock begins late begins at once', async () => {
  const { probe, encode } = await encodeData(
    await clip('late.mkv', ...flashes(3), ...x264, '-c:a', 'aac', '-output_ts_offset', '3.3'),
  );
  assert.deepEqual([probe.durationMs, encode.renditions[0]?.frames], [3000, 75]);
  await assertTimes(encode, [0, 1, 2]);
});

test('a capture whose clock begins again and whose picture grows keeps every picture', async () => {
  const piece = (name: string, seconds: number, size: string, ...more: readonly string[]): Promise<Buffer> =>
    clip(name, ...flashes(seconds, size), ...x264, '-bf', '2', '-c:a', 'aac', ...more, '-f', 'mpegts');
  const pieces = [
    await piece('one.ts', 2, '320x180'),
    await piece('two.ts', 3, '640x360'),
    await piece('three.ts', 2, '320x180', '-output_ts_offset', '1000'),
  ];
  // It begins inside a packet, too.
  const { encode, notes } = await encodeData(
    Buffer.concat([pieces[0]?.subarray(50) ?? Buffer.of(), ...pieces.slice(1)]),
  );
  const watched = await watchFile(topOf(encode));
  assert(Math.abs(watched.frames - 175) <= 1, `${watched.frames} pictures`);
  assert.deepEqual(flashesOf(watched, 25), [0, 1, 2, 3, 4, 5, 6]);
  const grown = watched.colourAt(51, 0.9, 0.9);
  assert(Math.min(...grown) > 200, `the larger picture is not shown whole: ${grown.join()}`);
  assert.deepEqual(notes, ['picture-size-changes']);
});

test('a program stream that says of some pictures only when they are shown, from its middle on', async () => {
  const stream = async (name: string, ...more: readonly string[]): Promise<Buffer> =>
    clip(name, ...flashes(2), '-c:v', 'mpeg2video', '-b:v', '2M', '-c:a', 'mp2', ...more, '-f', 'mpeg');
  const { probe } = must(await probeData(await stream('plain.mpg')));
  assert.deepEqual([probe.video.frameRate, probe.durationMs], [{ numerator: 25, denominator: 1 }, 2000]);
  const middle = (await stream('reordered.mpg', '-bf', '2')).subarray(2100);
  const { encode } = await encodeData(middle);
  const frames = await decodedFrames(join(root, 'reordered.mpg'));
  const shown = encode.renditions[0]?.frames ?? 0;
  assert(shown >= frames - 15 && shown <= frames, `${shown} of ${frames} pictures`);
});

test('of two programmes with two clocks one is the film', async () => {
  await clip('programme.mp4', ...flashes(2), ...x264, '-c:a', 'aac');
  const data = await clip(
    'two-programmes.ts',
    ...['-itsoffset', '55', '-i', 'programme.mp4', '-i', 'programme.mp4', '-map', '0', '-map', '1', '-c', 'copy'],
    ...['-program', 'title=one:st=0:st=1', '-program', 'title=two:st=2:st=3', '-f', 'mpegts'],
  );
  const { probe, encode, notes } = await encodeData(data);
  assert.deepEqual([probe.audio.length, encode.renditions[0]?.frames], [1, 50]);
  await assertTimes(encode, [0, 1]);
  assert.deepEqual(notes, ['video-tracks-left-out', 'sound-tracks-left-out']);
});

test('the last picture stands until the sound ends, and a still with a song is a film', async () => {
  const longer = await encodeData(
    await clip('longer.mp4', ...pictures('s=320x180:r=25:d=1'), ...sound(3), ...x264, '-c:a', 'aac'),
  );
  const watched = await watchFile(topOf(longer.encode));
  assert(Math.abs(watched.frames - 75) <= 1, `${watched.frames} pictures`);
  const last = watched.colourAt(watched.frames - 1, 0.3, 0.2);
  watched.colourAt(26, 0.3, 0.2).forEach((value, n) => assert(Math.abs(value - (last[n] ?? 0)) < 12, last.join()));
  assert.deepEqual(longer.notes, ['last-picture-held']);
  const still = await encodeData(
    await clip('song.mp4', ...pictures('s=320x180:r=1:d=1'), ...sound(4), ...x264, '-c:a', 'aac'),
  );
  assert.deepEqual([still.encode.durationMs, still.notes], [4000, ['last-picture-held']]);
});

test('an unmarked still beside the film is not the film', async () => {
  for (const name of ['still-first.mp4', 'still-first.mkv']) {
    const data = await clip(
      name,
      ...pictures('s=400x400:r=25:d=0.04'),
      ...pictures('s=320x180:r=25:d=2'),
      ...['-map', '0', '-map', '1', '-c:v:0', 'mjpeg', '-c:v:1', 'libx264', '-preset', 'ultrafast'],
      ...['-pix_fmt:v:1', 'yuv420p', '-disposition:v:0', 'default', '-disposition:v:1', '0'],
    );
    const { probe } = must(await probeData(data));
    assert.deepEqual([probe.video.index, probe.video.width, probe.durationMs], [1, 320, 2000]);
  }
});

test('colours of RGB and of wide SDR are those of the source, in the film and in its poster', async () => {
  const source = (rgb: string, ...more: readonly string[]): string[] => [
    ...['-f', 'lavfi', '-i', `color=${rgb}:s=320x180:r=25:d=0.4,format=gbrp${more.join('')}`],
  ];
  const bt2020 = ['-color_primaries', 'bt2020', '-color_trc', 'bt2020-10', '-colorspace', 'bt2020nc'];
  const table: readonly (readonly [string, readonly string[], readonly number[]])[] = [
    ['rgb.mp4', [...source('0xE020E0'), '-c:v', 'libx264rgb', '-preset', 'ultrafast'], [224, 32, 224]],
    ['rgb.mkv', [...source('0x20C020'), '-c:v', 'ffv1'], [32, 192, 32]],
    [
      'wide.mkv',
      // (163, 61, 163) of BT.2020 is (200, 30, 170) of BT.709, by both standards' formulas.
      [
        ...source('0xA33DA3', ',scale=out_color_matrix=bt2020:out_range=tv,format=yuv420p10'),
        '-c:v',
        'ffv1',
        ...bt2020,
      ],
      [200, 30, 170],
    ],
  ];
  const off = (seen: readonly number[], wanted: readonly number[]): number =>
    Math.max(...seen.map((value, n) => Math.abs(value - (wanted[n] ?? 0))));
  for (const [name, args, wanted] of table) {
    const { encode, sourceKey } = await encodeData(await clip(name, ...args));
    const shown = (await watchFile(topOf(encode))).colourAt(5, 0.5, 0.5);
    assert(off(shown, wanted) <= 5, `${name} shows ${shown.join()}`);
    const { poster } = must(
      await run<'poster'>({ kind: 'poster', assetId: id, sourceKey, durationMs: 400, videoIndex: 0 }),
    );
    const still = (await watchPoster(join(root, poster.storageKey))).colourAt(0, 0.5, 0.5);
    assert(off(still, wanted) <= 6, `the poster of ${name} shows ${still.join()}`);
  }
});

test('pictures are shown upright and whole, however their matrix turns and mirrors them', async () => {
  const data = await clip(
    'quarters.mp4',
    ...['-f', 'lavfi', '-i', 'color=red:s=320x180:r=25:d=0.4,drawbox=w=iw/2:h=ih/2:t=fill:c=white', ...x264],
  );
  /** Where the white quarter is: left or right, above or below. */
  const cornerOf = async (matrix: readonly [number, number, number, number]): Promise<string> => {
    const turned = Buffer.from(data);
    const header = findBox(turned, 'moov/trak/tkhd');
    assert(header !== undefined);
    [0, 4, 12, 16].forEach((at, n) =>
      turned.writeInt32BE(Math.round((matrix[n] ?? 0) * 65_536), header.body + 40 + at),
    );
    const { probe, encode } = await encodeData(turned);
    const watched = await watchFile(topOf(encode));
    const white = [0.1, 0.9].flatMap((y) =>
      [0.1, 0.9].flatMap((x) =>
        watched.colourAt(5, x, y)[1] > 200 ? [`${y < 0.5 ? 'top' : 'bottom'} ${x < 0.5 ? 'left' : 'right'}`] : [],
      ),
    );
    return `${probe.video.width}x${probe.video.height} ${white.join()}`;
  };
  assert.equal(await cornerOf([Math.SQRT1_2, Math.SQRT1_2, -Math.SQRT1_2, Math.SQRT1_2]), '320x180 top left');
  assert.equal(await cornerOf([0, 1, -1, 0]), '180x320 top right');
  assert.equal(await cornerOf([-1, 0, 0, 1]), '320x180 top right');
});

test('a poster of an interlaced film has no combs', async () => {
  const bars = "geq=lum='255*lt(mod(X+4*N,80),40)':cb=128:cr=128";
  const data = await clip(
    'bars.mp4',
    ...['-f', 'lavfi', '-i', `color=black:s=320x180:r=50:d=2,${bars},interlace=scan=tff:lowpass=off`],
    ...[...x264, '-flags', '+ildct+ilme', '-x264-params', 'tff=1'],
  );
  const { sourceKey } = store(data);
  const { poster } = must(await run<'poster'>({ kind: 'poster', assetId: id, sourceKey, durationMs: 2000 }));
  assert((await combsOf(join(root, 'bars.mp4'))) > 8, 'the source has combs');
  assert((await combsOf(join(root, poster.storageKey))) < 3);
});

test('six seconds in MKV are one segment, and the manifests promise what has to be fetched', async () => {
  const { probe, made, folder } = await goWholeWay(
    await clip('six.mkv', ...pictures('s=320x180:r=25:d=6'), ...sound(6), ...x264, '-c:a', 'aac'),
  );
  assert.equal(probe.durationMs, 6000);
  const video = made.tracks.find(({ kind }) => kind === 'video');
  const audio = made.tracks.find(({ kind }) => kind === 'audio');
  assert.deepEqual([video?.segments.count, video?.segments.durationMs], [1, 6000]);
  const master = readFileSync(join(folder, made.hls), 'utf8');
  const promised = Number(/STREAM-INF:BANDWIDTH=(\d+)/.exec(master)?.[1]);
  const needed = [video, audio].reduce(
    (sum, track) => sum + ((track?.segments.bytes ?? 0) * 8000) / (track?.segments.durationMs ?? 1),
    0,
  );
  assert(promised >= needed * 0.999 && promised <= needed * 1.02, `${promised} is promised, ${needed} is needed`);
});

test('a film whose picture grows ends when it has cost too much', async () => {
  const small = await clip('small.ts', ...pictures('s=320x180:r=25:d=2'), ...x264, '-f', 'mpegts');
  const large = await clip('large.ts', ...pictures('s=1280x720:r=25:d=4'), ...x264, '-f', 'mpegts');
  const { sourceKey, sha256 } = store(Buffer.concat([small, large]));
  const { probe } = must(await run<'probe'>({ kind: 'probe', assetId: id, sourceKey, sha256 }));
  const context = makeContext(`grow${nextNumber()}`);
  const outcome = await run<'encode'>(
    { kind: 'encode', assetId: id, encodingId: 'grow' as never, sourceKey, probe, plan: planLadder(probe) },
    { ...context, limits: { ...context.limits, maxPixelFrames: 20 * 1280 * 720 } },
  );
  assert(outcome.kind === 'refused');
  assert.deepEqual([outcome.reason.code, outcome.retryable], ['too-many-pixels', false]);
  assert.match(outcome.reason.message, /becomes 1280×720/);
});
