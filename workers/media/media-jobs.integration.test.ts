import assert from 'node:assert/strict';
import type { PackagedTrack } from '../../schemas/media/job.types.ts';
import { segmentListKey, segmentListOf } from '../../schemas/media/segments.ts';
import type { Segment } from '../../schemas/media/segments.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runTool } from '../runtime/run-tool.ts';
import {
  nextNumber,
  root,
  makeContext,
  ffmpeg,
  sha256,
  store,
  id,
  run,
  probeData,
  must,
  goWholeWay,
  clip,
  pictures,
  sound,
  x264,
  keyTimes,
} from '../testing/films.ts';
import { readFragment, readDefaults } from './mp4-boxes.ts';
import { parseMediaPlaylist } from './hls-playlists.ts';

test('an ordinary film: one IDR grid, nothing above the source, one set of segments for HLS and DASH', async () => {
  const { encode, made, folder } = await goWholeWay(
    await clip(
      'ordinary.mp4',
      ...pictures('s=960x540:r=30000/1001:d=13'),
      ...sound(13),
      ...x264,
      '-g',
      '17',
      '-c:a',
      'aac',
      '-metadata',
      'location=+52.5+13.4/',
      '-metadata:s:a:0',
      'language=deu',
    ),
  );
  const videos = encode.renditions.filter(({ kind }) => kind === 'video');
  assert.deepEqual(
    videos.map(({ name }) => name),
    ['v234', 'v360', 'v432', 'v540'],
  );
  const grids = await Promise.all(videos.map(({ name }) => keyTimes(join(root, encode.encodingKey, `${name}.mp4`))));
  const expected = Array.from({ length: 7 }, (_, n) => n * 2.002);
  for (const grid of grids) {
    assert.equal(grid.length, expected.length);
    grid.forEach((time, n) => assert(Math.abs(time - (expected[n] ?? 0)) < 0.001, `${time}`));
  }
  assert(made.tracks.every(({ height }) => (height ?? 0) <= 540));
  /** A track's list of segments: stored once, and named by its hash. */
  const listed = ({ segments }: PackagedTrack): readonly Segment[] => {
    const text = readFileSync(join(folder, segmentListKey(segments)), 'utf8');
    assert.equal(sha256(Buffer.from(text)), segments.sha256);
    const list = JSON.parse(text) as readonly Segment[];
    assert.deepEqual(segmentListOf(list), segments);
    return list;
  };
  assert.deepEqual(
    made.tracks
      .filter(({ kind }) => kind === 'video')
      .map((track) => listed(track).map(({ durationMs }) => durationMs)),
    videos.map(() => [6006, 6006, 1001]),
  );
  assert(Math.abs(made.durationMs - 13_000) <= 34);
  const master = readFileSync(join(folder, made.hls), 'utf8');
  const manifest = readFileSync(join(folder, made.dash), 'utf8');
  for (const track of made.tracks) {
    assert(
      master.includes(`${track.name}/index.m3u8`) && manifest.includes(`media="${track.name}/$Number$.m4s"`),
      track.name,
    );
    assert(master.includes(track.codec) && manifest.includes(track.codec), track.codec);
    assert.equal(sha256(readFileSync(join(folder, track.name, 'init.mp4'))), track.initSha256);
    assert.deepEqual(
      listed(track).map(({ sha256: hash }) => hash),
      listed(track).map((_, n) => sha256(readFileSync(join(folder, track.name, `${n + 1}.m4s`)))),
    );
    assert(track.peakKbps >= track.averageKbps);
  }
  // Everything that was published decodes, to the last frame.
  const { programs, signal } = makeContext(`play${nextNumber()}`);
  const played = await runTool({
    program: programs.ffmpeg,
    args: ['-nostdin', '-v', 'error', '-i', made.hls, '-map', '0', '-f', 'null', '-'],
    cwd: folder,
    deadlineMs: 60_000,
    signal,
  });
  assert.deepEqual([played.run.exitCode, played.run.stderrTail], [0, '']);
  assert.match(manifest, /type="static"/);
  assert.match(master, /NAME="German",DEFAULT=YES/);
  const every = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  assert(
    every.every((data) => !data.includes('+52.5')),
    'the location of the recording leaked',
  );
});

test('every segment begins with a picture that stands alone, in every rung at the same time', async () => {
  const { made, folder } = await goWholeWay(await clip('even.mp4', ...pictures('s=640x360:r=25:d=8'), ...x264));
  const starts = made.tracks.map(({ name }) => {
    const playlist = parseMediaPlaylist(readFileSync(join(folder, name, 'index.m3u8'), 'utf8'));
    const defaults = readDefaults(readFileSync(join(folder, name, 'init.mp4')));
    assert(defaults);
    return playlist.segments.map(({ uri }) => {
      const fragment = readFragment(readFileSync(join(folder, name, uri)), defaults);
      assert(fragment?.startsWithSync);
      return Number(fragment.decodeTime) / defaults.timescale;
    });
  });
  for (const each of starts) assert.deepEqual(each, [0, 6]);
});

test('a silent film has no audio track', async () => {
  const { made } = await goWholeWay(await clip('silent.mp4', ...pictures('s=320x240:r=25:d=2'), ...x264));
  assert.deepEqual(
    made.tracks.filter(({ kind }) => kind === 'audio'),
    [],
  );
});

test('5.1 sound becomes stereo, and sound that is too short is filled with silence', async () => {
  const { encode } = await goWholeWay(
    await clip(
      'surround.mkv',
      ...pictures('s=320x240:r=25:d=3'),
      '-f',
      'lavfi',
      '-i',
      'anoisesrc=d=1:r=44100:a=0.2,aformat=channel_layouts=5.1',
      ...x264,
      '-c:a',
      'ac3',
    ),
  );
  const audio = encode.renditions.find(({ kind }) => kind === 'audio');
  assert.equal(audio?.codec, 'mp4a.40.2');
  assert(Math.abs((audio?.durationMs ?? 0) - 3000) < 50, String(audio?.durationMs));
});

test('interlaced film is recognised and becomes progressive', async () => {
  const data = await clip(
    'interlaced.mpg',
    ...pictures('s=720x576:r=50:d=2'),
    '-vf',
    'interlace=scan=tff',
    '-c:v',
    'mpeg2video',
    '-b:v',
    '6M',
    '-flags',
    '+ildct+ilme',
    '-f',
    'mpeg',
  );
  const { probe } = must(await probeData(data));
  assert.equal(probe.video.interlaced, true);
  assert.equal(probe.container, 'mpeg');
  const { encode } = await goWholeWay(data);
  assert.equal(encode.renditions[0]?.frames, 50);
});

test('a turned film with oblong pixels is measured as it is shown', async () => {
  await ffmpeg(...pictures('s=320x240:r=25:d=1'), '-vf', 'setsar=2/1', ...x264, 'oblong.mp4');
  const { probe } = must(
    await probeData(await clip('turned.mp4', '-i', 'oblong.mp4', '-c', 'copy', '-metadata:s:v:0', 'rotate=90')),
  );
  assert.deepEqual([probe.video.width, probe.video.height, probe.video.rotation % 180], [240, 640, 90]);
});

test('a poster is a still that is not black, with a tiny one to show before it', async () => {
  const source = store(
    await clip(
      'dark-start.mp4',
      '-f',
      'lavfi',
      '-i',
      'color=black:s=1920x1080:r=25:d=3',
      ...pictures('s=1920x1080:r=25:d=3'),
      '-filter_complex',
      '[0][1]concat',
      ...x264,
    ),
  );
  const context = makeContext('poster');
  const { poster } = must(
    await run<'poster'>({ kind: 'poster', assetId: id, sourceKey: source.sourceKey, durationMs: 6000 }, context),
  );
  assert.deepEqual([poster.width, poster.height], [1280, 720]);
  assert(poster.placeholder.startsWith('data:image/jpeg;base64,') && poster.placeholder.length < 2000);
  const jpeg = readFileSync(join(root, poster.storageKey));
  assert.equal(sha256(jpeg), poster.sha256);
  assert(jpeg.length > 20_000, 'a black picture would be small');
});
