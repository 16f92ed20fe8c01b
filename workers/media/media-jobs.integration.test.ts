import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { planLadder } from '../../domain/media/ladder.ts';
import type { JobInput, JobResult } from '../../schemas/media/job.types.ts';
import type { Probe } from '../../schemas/media/probe.ts';
import { makeJobContext } from '../../tests/harness/job-context.ts';
import { runTool } from '../runtime/run-tool.ts';
import { readFragment, readDefaults } from './mp4-boxes.ts';
import type { JobOutcome } from './job-context.ts';
import { parseMediaPlaylist } from './hls-playlists.ts';
import { runJob } from './run-job.ts';

const { root, context: makeContext } = await makeJobContext({ after });
let number = 0;

const ffmpeg = async (...args: string[]): Promise<void> => {
  const { programs, signal } = makeContext(`make${number++}`);
  const { run } = await runTool({ program: programs.ffmpeg, args: ['-nostdin', '-v', 'error', '-y', ...args], cwd: root, deadlineMs: 120_000, signal });
  assert.equal(run.exitCode, 0, run.stderrTail);
};

const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** Stores bytes as a source. */
const store = (data: Buffer): { sourceKey: string; sha256: string } => {
  const sourceKey = `sources/s${number++}`;
  writeFileSync(join(root, sourceKey), data);
  return { sourceKey, sha256: sha256(data) };
};

const id = '00000000-0000-4000-8000-000000000000' as never;
type Result<K extends JobResult['kind']> = Extract<JobResult, { kind: K }>;

const run = async <K extends JobResult['kind']>(input: Extract<JobInput, { kind: K }>, context = makeContext(`j${number++}`)): Promise<JobOutcome<Result<K>>> =>
  (await runJob(context, input)) as JobOutcome<Result<K>>;

const probeData = (data: Buffer): Promise<JobOutcome<Result<'probe'>>> => run<'probe'>({ kind: 'probe', assetId: id, ...store(data) });

const must = <R>(outcome: JobOutcome<R>): R => {
  assert(outcome.kind === 'done', outcome.kind === 'refused' ? JSON.stringify(outcome.reason) : '');
  return outcome.result;
};

/** The whole way of one source; `root` then holds its package. */
const goWholeWay = async (data: Buffer): Promise<{ probe: Probe; encode: Result<'encode'>; made: Result<'package'>; folder: string }> => {
  const source = store(data);
  const { probe } = must(await run<'probe'>({ kind: 'probe', assetId: id, ...source }));
  const plan = planLadder(probe);
  const encodingId = `e${number++}` as never;
  const encode = must(await run<'encode'>({ kind: 'encode', assetId: id, encodingId, sourceKey: source.sourceKey, probe, plan }));
  const made = must(await run<'package'>({ kind: 'package', assetId: id, encodingId, packageId: `p${number++}` as never, encodingKey: encode.encodingKey, plan }));
  return { probe, encode, made, folder: join(root, made.storageKey) };
};

const clip = async (name: string, ...args: string[]): Promise<Buffer> => {
  await ffmpeg(...args, name);
  return readFileSync(join(root, name));
};

const pictures = (options: string): string[] => ['-f', 'lavfi', '-i', `testsrc2=${options}`];
const sound = (seconds: number): string[] => ['-f', 'lavfi', '-i', `sine=f=440:r=48000:d=${seconds}`];
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

/** Key pictures of a rendition, seconds. */
const keyTimes = async (path: string): Promise<readonly number[]> => {
  const { programs, signal } = makeContext(`k${number++}`);
  const { stdout } = await runTool({
    program: programs.ffprobe, cwd: root, deadlineMs: 60_000, signal,
    args: ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path],
  });
  return stdout.trim().split('\n').filter((line) => line.includes('K')).map((line) => Number(line.split(',')[0])).toSorted((a, b) => a - b);
};

test('an ordinary film: one IDR grid, nothing above the source, one set of segments for HLS and DASH', async () => {
  const { encode, made, folder } = await goWholeWay(await clip('ordinary.mp4', ...pictures('s=960x540:r=30000/1001:d=13'), ...sound(13), ...x264, '-g', '17', '-c:a', 'aac', '-metadata', 'location=+52.5+13.4/', '-metadata:s:a:0', 'language=deu'));
  const videos = encode.renditions.filter(({ kind }) => kind === 'video');
  assert.deepEqual(videos.map(({ name }) => name), ['v234', 'v360', 'v432', 'v540']);
  const grids = await Promise.all(videos.map(({ name }) => keyTimes(join(root, encode.encodingKey, `${name}.mp4`))));
  const expected = Array.from({ length: 7 }, (_, n) => n * 2.002);
  for (const grid of grids) {
    assert.equal(grid.length, expected.length);
    grid.forEach((time, n) => assert(Math.abs(time - (expected[n] ?? 0)) < 0.001, `${time}`));
  }
  assert(made.tracks.every(({ height }) => (height ?? 0) <= 540));
  assert.deepEqual(made.tracks.filter(({ kind }) => kind === 'video').map(({ segments }) => segments.map(({ durationMs }) => durationMs)), videos.map(() => [6006, 6006, 1001]));
  assert(Math.abs(made.durationMs - 13_000) <= 34);
  const master = readFileSync(join(folder, made.hls), 'utf8');
  const manifest = readFileSync(join(folder, made.dash), 'utf8');
  for (const track of made.tracks) {
    assert(master.includes(`${track.name}/index.m3u8`) && manifest.includes(`media="${track.name}/$Number$.m4s"`), track.name);
    assert(master.includes(track.codec) && manifest.includes(track.codec), track.codec);
    assert.equal(sha256(readFileSync(join(folder, track.name, 'init.mp4'))), track.initSha256);
    assert.deepEqual(track.segments.map(({ sha256: hash }) => hash), track.segments.map((_, n) => sha256(readFileSync(join(folder, track.name, `${n + 1}.m4s`)))));
    assert(track.peakKbps >= track.averageKbps);
  }
  // Everything that was published decodes, to the last frame.
  const { programs, signal } = makeContext(`play${number++}`);
  const played = await runTool({ program: programs.ffmpeg, args: ['-nostdin', '-v', 'error', '-i', made.hls, '-map', '0', '-f', 'null', '-'], cwd: folder, deadlineMs: 60_000, signal });
  assert.deepEqual([played.run.exitCode, played.run.stderrTail], [0, '']);
  assert.match(manifest, /type="static"/);
  assert.match(master, /NAME="German",DEFAULT=YES/);
  const every = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  assert(every.every((data) => !data.includes('+52.5')), 'the place of the recording leaked');
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
  assert.deepEqual(made.tracks.filter(({ kind }) => kind === 'audio'), []);
});

test('5.1 sound becomes stereo, and sound that is too short is filled with silence', async () => {
  const { encode } = await goWholeWay(await clip('surround.mkv', ...pictures('s=320x240:r=25:d=3'), '-f', 'lavfi', '-i', 'anoisesrc=d=1:r=44100:a=0.2,aformat=channel_layouts=5.1', ...x264, '-c:a', 'ac3'));
  const audio = encode.renditions.find(({ kind }) => kind === 'audio');
  assert.equal(audio?.codec, 'mp4a.40.2');
  assert(Math.abs((audio?.durationMs ?? 0) - 3000) < 50, String(audio?.durationMs));
});

test('interlaced film is recognised and becomes progressive', async () => {
  const data = await clip('interlaced.mpg', ...pictures('s=720x576:r=50:d=2'), '-vf', 'interlace=scan=tff', '-c:v', 'mpeg2video', '-b:v', '6M', '-flags', '+ildct+ilme', '-f', 'mpeg');
  const { probe } = must(await probeData(data));
  assert.equal(probe.video.interlaced, true);
  assert.equal(probe.container, 'mpeg');
  const { encode } = await goWholeWay(data);
  assert.equal(encode.renditions[0]?.frames, 50);
});

test('a turned film with oblong pixels is measured as it is shown', async () => {
  await ffmpeg(...pictures('s=320x240:r=25:d=1'), '-vf', 'setsar=2/1', ...x264, 'oblong.mp4');
  const { probe } = must(await probeData(await clip('turned.mp4', '-i', 'oblong.mp4', '-c', 'copy', '-metadata:s:v:0', 'rotate=90')));
  assert.deepEqual([probe.video.width, probe.video.height, probe.video.rotation % 180], [240, 640, 90]);
});

test('a poster is a still that is not black, with a tiny one to show before it', async () => {
  const source = store(await clip('dark-start.mp4', '-f', 'lavfi', '-i', 'color=black:s=1920x1080:r=25:d=3', ...pictures('s=1920x1080:r=25:d=3'), '-filter_complex', '[0][1]concat', ...x264));
  const context = makeContext('poster');
  const { poster } = must(await run<'poster'>({ kind: 'poster', assetId: id, sourceKey: source.sourceKey, durationMs: 6000 }, context));
  assert.deepEqual([poster.width, poster.height], [1280, 720]);
  assert(poster.placeholder.startsWith('data:image/jpeg;base64,') && poster.placeholder.length < 2000);
  const jpeg = readFileSync(join(root, poster.storageKey));
  assert.equal(sha256(jpeg), poster.sha256);
  assert(jpeg.length > 20_000, 'a black picture would be small');
});

test('a film that loses its second half while it is decoded is refused as truncated', async () => {
  await ffmpeg(...pictures('s=320x240:r=25:d=4'), ...x264, '-g', '100', '-f', 'mpegts', 'whole.ts');
  const whole = readFileSync(join(root, 'whole.ts'));
  const source = store(whole);
  const { probe } = must(await run<'probe'>({ kind: 'probe', assetId: id, ...source }));
  const half = store(whole.subarray(0, Math.floor(whole.length / 2 / 188) * 188));
  const outcome = await run<'encode'>({ kind: 'encode', assetId: id, encodingId: 'lost' as never, sourceKey: half.sourceKey, probe, plan: planLadder(probe) });
  assert(outcome.kind === 'refused');
  assert.equal(outcome.reason.code, 'truncated');
  assert.equal(outcome.retryable, false);
});

test('a film whose pictures are all damaged passes the look at its index and is refused by the encoder', async () => {
  const front = await clip('index-first.mp4', ...pictures('s=320x240:r=25:d=2'), ...x264, '-movflags', '+faststart');
  const begin = front.indexOf('mdat') + 4;
  const source = store(Buffer.concat([front.subarray(0, begin), Buffer.alloc(front.length - begin, 0x5a)]));
  const { probe } = must(await run<'probe'>({ kind: 'probe', assetId: id, ...source }));
  const outcome = await run<'encode'>({ kind: 'encode', assetId: id, encodingId: 'damaged' as never, sourceKey: source.sourceKey, probe, plan: planLadder(probe) });
  assert(outcome.kind === 'refused');
  assert.deepEqual([outcome.reason.code, outcome.retryable], ['undecodable', false]);
});

test('what is not a whole film is refused with a reason that people understand', async (t) => {
  const film = await clip('film.mp4', ...pictures('s=320x240:r=25:d=2'), ...sound(2), ...x264, '-c:a', 'aac');
  const front = await clip('front.mp4', '-i', 'film.mp4', '-c', 'copy', '-movflags', '+faststart');
  const garbage = Buffer.from(film);
  garbage.fill(0x5a, film.indexOf('moov') + 8);
  const table: Record<string, readonly [Buffer, string]> = {
    'nothing at all': [Buffer.alloc(0), 'empty-file'],
    'a text': [Buffer.from('This is my film. Honest.'), 'not-a-film'],
    'a picture': [await clip('still.png', ...pictures('s=64x64:r=1:d=1'), '-frames:v', '1'), 'not-a-film'],
    'sound alone': [await clip('sound.m4a', ...sound(1), '-c:a', 'aac'), 'no-video'],
    'sound alone as wav': [await clip('sound.wav', ...sound(1)), 'no-video'],
    'the first half of a file with its index at the end': [film.subarray(0, film.length >> 1), 'truncated'],
    'the first half of a file with its index at the start': [front.subarray(0, front.length >> 1), 'truncated'],
    'an index of garbage': [garbage, 'undecodable'],
    'a DASH manifest': [Buffer.from('<?xml version="1.0"?><MPD></MPD>'), 'playlist-not-film'],
    'a concat list': [Buffer.from("ffconcat version 1.0\nfile 'film.mp4'\n"), 'playlist-not-film'],
    'a huge picture': [await clip('huge.mkv', '-f', 'lavfi', '-i', 'color=black:s=9000x4000:r=1:d=1', '-c:v', 'png'), 'too-many-pixels'],
  };
  for (const [name, [data, code]] of Object.entries(table))
    await t.test(name, async () => {
      const outcome = await probeData(data);
      assert.equal(outcome.kind === 'refused' ? outcome.reason.code : 'taken', code, JSON.stringify(outcome));
      if (outcome.kind === 'refused') assert.match(outcome.reason.message, /^[A-Z].*\.$/);
    });
});

test('another file than the uploaded one is noticed', async () => {
  const { sourceKey } = store(await clip('other.mp4', ...pictures('s=64x64:r=25:d=1'), ...x264));
  const outcome = await run<'probe'>({ kind: 'probe', assetId: id, sourceKey, sha256: sha256(Buffer.from('something else')) });
  assert.equal(outcome.kind === 'refused' && outcome.reason.code, 'checksum-mismatch');
});

test('a playlist in a film\'s clothes reads nobody else\'s file, whoever is asked to open it', async () => {
  mkdirSync(join(root, 'sources/tenant-b'));
  writeFileSync(join(root, 'sources/tenant-b/secret.ts'), await clip('secret.ts', ...pictures('s=64x64:r=25:d=1'), ...x264, '-f', 'mpegts'));
  const secret = join(root, 'sources/tenant-b/secret.ts');
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${secret}\n#EXTINF:1,\n../tenant-b/secret.ts\n#EXT-X-ENDLIST\n`;
  for (const text of [playlist, `\ufeff${playlist}`, `\n\n  ${playlist}`, `${'\0'.repeat(4)}ftypisom${playlist}`, `\u0000\u0000\u0000\u0010free12345678${playlist}`]) {
    const source = store(Buffer.from(text));
    const context = makeContext(`evil${number++}`);
    const outcome = await run<'probe'>({ kind: 'probe', assetId: id, ...source }, context);
    assert(outcome.kind === 'refused');
    assert(['playlist-not-film', 'undecodable', 'truncated'].includes(outcome.reason.code), outcome.reason.code);
    assert(!outcome.reason.detail.includes('Opening'), 'something else was opened');
    // Even if a probe had been forged, no encoder gets to read it.
    const { probe } = must(await probeData(readFileSync(join(root, 'secret.ts'))));
    const encoded = await run<'encode'>({ kind: 'encode', assetId: id, encodingId: `evil${number++}` as never, sourceKey: source.sourceKey, probe, plan: planLadder(probe) });
    assert.equal(encoded.kind, 'refused');
    const still = await run<'poster'>({ kind: 'poster', assetId: id, sourceKey: source.sourceKey, durationMs: 1000 });
    assert.equal(still.kind, 'refused');
  }
});

test('a job sees its own input and nothing else in the directory that it reads', async () => {
  const context = makeContext('alone');
  const source = store(await clip('alone.mp4', ...pictures('s=64x64:r=25:d=1'), ...x264));
  must(await run<'probe'>({ kind: 'probe', assetId: id, ...source }, context));
  assert.deepEqual(readdirSync(join(context.workDir, 'in')), ['input']);
  assert(context.account.runs.length >= 2);
  assert(context.account.runs.every(({ argv }) => argv.every((arg) => !arg.includes(root))), 'recorded arguments name a place of this machine');
  assert(statSync(join(context.workDir, 'in/input')).size > 0);
});
