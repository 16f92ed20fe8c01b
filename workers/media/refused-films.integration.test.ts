import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runTool } from '../runtime/run-tool.ts';
import { planLadder } from '../../domain/media/ladder.ts';
import { probeOf } from '../../domain/media/samples.ts';
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
  clip,
  pictures,
  sound,
  x264,
} from '../testing/films.ts';

test('a film that loses its second half while it is decoded is refused as truncated', async () => {
  await ffmpeg(...pictures('s=320x240:r=25:d=4'), ...x264, '-g', '100', '-f', 'mpegts', 'whole.ts');
  const whole = readFileSync(join(root, 'whole.ts'));
  const source = store(whole);
  const { probe } = must(await run<'probe'>({ kind: 'probe', assetId: id, ...source }));
  const half = store(whole.subarray(0, Math.floor(whole.length / 2 / 188) * 188));
  const outcome = await run<'encode'>({
    kind: 'encode',
    assetId: id,
    encodingId: 'lost' as never,
    sourceKey: half.sourceKey,
    probe,
    plan: planLadder(probe),
  });
  assert(outcome.kind === 'refused');
  assert.equal(outcome.reason.code, 'truncated');
  assert.equal(outcome.retryable, false);
});

test('a film whose pictures are all damaged passes the look at its index and is refused by the encoder', async () => {
  const front = await clip('index-first.mp4', ...pictures('s=320x240:r=25:d=2'), ...x264, '-movflags', '+faststart');
  const begin = front.indexOf('mdat') + 4;
  const source = store(Buffer.concat([front.subarray(0, begin), Buffer.alloc(front.length - begin, 0x5a)]));
  const { probe } = must(await run<'probe'>({ kind: 'probe', assetId: id, ...source }));
  const outcome = await run<'encode'>({
    kind: 'encode',
    assetId: id,
    encodingId: 'damaged' as never,
    sourceKey: source.sourceKey,
    probe,
    plan: planLadder(probe),
  });
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
    'a huge picture': [
      await clip('huge.mkv', '-f', 'lavfi', '-i', 'color=black:s=9000x4000:r=1:d=1', '-c:v', 'png'),
      'too-many-pixels',
    ],
  };
  for (const [name, [data, code]] of Object.entries(table))
    await t.test(name, async () => {
      const outcome = await probeData(data);
      assert.equal(outcome.kind === 'refused' ? outcome.reason.code : 'taken', code, JSON.stringify(outcome));
      if (outcome.kind === 'refused') assert.match(outcome.reason.message, /^[A-Z].*\.$/);
    });
});

/** The same film with other names of codecs, as long as the old ones. */
const renamed = (film: Buffer, ...names: readonly (readonly [from: string, to: string])[]): Buffer =>
  Buffer.from(
    names.reduce((text, [from, to]) => text.replaceAll(from, to), film.toString('latin1')),
    'latin1',
  );

test('what cannot be decoded here says what it is, and a film without its sound is still a film', async () => {
  const film = await clip('plain.mp4', ...pictures('s=320x240:r=25:d=1'), ...sound(1), ...x264, '-c:a', 'aac');
  const matroska = await clip('plain.mkv', '-i', 'plain.mp4', '-c', 'copy');
  for (const vvc of [renamed(film, ['avc1', 'vvc1']), renamed(matroska, ['V_MPEG4/ISO/AVC', 'V_MPEGI/ISO/VVC'])]) {
    const outcome = await probeData(vvc);
    assert(outcome.kind === 'refused');
    assert.equal(outcome.reason.code, 'unsupported-codec');
    assert.match(outcome.reason.message, /VVC \(H\.266\)/);
  }
  const { probe, notes } = must(await probeData(renamed(film, ['mp4a', 'ac-4'], ['esds', 'dac4'])));
  assert.deepEqual(probe.audio, []);
  assert.deepEqual(
    notes?.map(({ code, message }) => [code, message.includes('AC-4')]),
    [['sound-left-out', true]],
  );
});

test('an encrypted film is refused as such, also when its beginning is clear', async () => {
  const { programs, signal } = makeContext(`drm${nextNumber()}`);
  await ffmpeg(...pictures('s=320x240:r=25:d=4'), ...x264, '-g', '25', 'clear.mp4');
  const key = '76a6c65c5ea762046bd749a2e632ccbb';
  const raw = ['--enable_raw_key_encryption', '--keys', `label=:key_id=${key}:key=${key}`];
  for (const [scheme, clearSeconds] of [
    ['cbcs', '0'],
    ['cenc', '2'],
  ] as const) {
    const { run: made } = await runTool({
      program: programs.packager,
      args: [
        'in=clear.mp4,stream=video,output=drm.mp4',
        ...raw,
        '--protection_scheme',
        scheme,
        '--clear_lead',
        clearSeconds,
      ],
      cwd: root,
      deadlineMs: 60_000,
      signal,
    });
    assert.equal(made.exitCode, 0, made.stderrTail);
    const outcome = await probeData(readFileSync(join(root, 'drm.mp4')));
    assert.equal(outcome.kind === 'refused' ? outcome.reason.code : 'taken', 'encrypted', scheme);
  }
});

test('an mdat that promises more than the file holds is no reason to refuse a film that is whole', async () => {
  const film = await clip('long.mp4', ...pictures('s=320x240:r=25:d=2'), ...x264, '-movflags', '+faststart');
  const promising = Buffer.from(film);
  promising.writeUInt32BE(film.readUInt32BE(film.indexOf('mdat') - 4) + 5_000_000, film.indexOf('mdat') - 4);
  assert.equal(must(await probeData(promising)).probe.durationMs, 2000);
  const cut = await probeData(promising.subarray(0, promising.length - 2000));
  assert.equal(cut.kind === 'refused' ? cut.reason.code : 'taken', 'truncated');
});

test('a film with damaged pictures is published with a note that counts them', async () => {
  const film = await clip(
    'scratched.mp4',
    ...pictures('s=320x240:r=25:d=4'),
    ...x264,
    '-g',
    '25',
    '-movflags',
    '+faststart',
  );
  const begin = film.indexOf('mdat') + 4;
  for (const share of [0.3, 0.5, 0.7]) {
    const at = begin + Math.floor((film.length - begin) * share);
    film.fill(0xa5, at, at + 40);
  }
  const source = store(film);
  const { probe } = must(await run<'probe'>({ kind: 'probe', assetId: id, ...source }));
  const { notes } = must(
    await run<'encode'>({
      kind: 'encode',
      assetId: id,
      encodingId: 'scratched' as never,
      sourceKey: source.sourceKey,
      probe,
      plan: planLadder(probe),
    }),
  );
  assert.deepEqual(
    notes?.map(({ code }) => code),
    ['damaged-pictures'],
  );
});

test('a program that was stopped from outside says nothing of the film: the job is tried again', async () => {
  const context = makeContext(`killed${nextNumber()}`);
  const path = join(root, 'killed.sh');
  writeFileSync(path, '#!/bin/sh\nkill -9 $$\n', { mode: 0o755 });
  const source = store(await clip('fine.mp4', ...pictures('s=64x64:r=25:d=1'), ...x264));
  for (const name of ['ffmpeg', 'ffprobe'] as const) {
    const programs = { ...context.programs, [name]: { ...context.programs[name], path } };
    const again = { ...makeContext(`killed${nextNumber()}`), programs };
    const outcome = await run<'probe'>({ kind: 'probe', assetId: id, ...source }, again);
    assert.deepEqual([outcome.kind, outcome.kind === 'refused' && outcome.retryable], ['refused', true], name);
  }
});

test('a packager that will fail again is not asked again', async () => {
  const plan = planLadder(probeOf({ width: 320, height: 240 }, []));
  mkdirSync(join(root, 'encodings/unpackable'), { recursive: true });
  for (const { name } of plan.video) writeFileSync(join(root, `encodings/unpackable/${name}.mp4`), '');
  for (const [complaint, retryable] of [
    ['[ERROR] Packaging Error: 5 (UNIMPLEMENTED)', false],
    ['terminate called after throwing: Cannot allocate memory', true],
  ] as const) {
    const context = makeContext(`package${nextNumber()}`);
    const path = join(root, 'packager.sh');
    writeFileSync(path, `#!/bin/sh\necho '${complaint}' >&2\nexit 1\n`, { mode: 0o755 });
    const outcome = await run<'package'>(
      {
        kind: 'package',
        assetId: id,
        encodingId: 'unpackable' as never,
        packageId: 'unpackable' as never,
        encodingKey: 'encodings/unpackable',
        plan,
      },
      { ...context, programs: { ...context.programs, packager: { ...context.programs.packager, path } } },
    );
    assert.deepEqual([outcome.kind, outcome.kind === 'refused' && outcome.retryable], ['refused', retryable]);
  }
});

test('another file than the uploaded one is noticed', async () => {
  const { sourceKey } = store(await clip('other.mp4', ...pictures('s=64x64:r=25:d=1'), ...x264));
  const outcome = await run<'probe'>({
    kind: 'probe',
    assetId: id,
    sourceKey,
    sha256: sha256(Buffer.from('something else')),
  });
  assert.equal(outcome.kind === 'refused' && outcome.reason.code, 'checksum-mismatch');
});

test("a playlist in a film's clothes reads nobody else's file, whoever is asked to open it", async () => {
  mkdirSync(join(root, 'sources/tenant-b'));
  writeFileSync(
    join(root, 'sources/tenant-b/secret.ts'),
    await clip('secret.ts', ...pictures('s=64x64:r=25:d=1'), ...x264, '-f', 'mpegts'),
  );
  const secret = join(root, 'sources/tenant-b/secret.ts');
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${secret}\n#EXTINF:1,\n../tenant-b/secret.ts\n#EXT-X-ENDLIST\n`;
  for (const text of [
    playlist,
    `\ufeff${playlist}`,
    `\n\n  ${playlist}`,
    `${'\0'.repeat(4)}ftypisom${playlist}`,
    `\u0000\u0000\u0000\u0010free12345678${playlist}`,
  ]) {
    const source = store(Buffer.from(text));
    const context = makeContext(`evil${nextNumber()}`);
    const outcome = await run<'probe'>({ kind: 'probe', assetId: id, ...source }, context);
    assert(outcome.kind === 'refused');
    assert(['playlist-not-film', 'undecodable', 'truncated'].includes(outcome.reason.code), outcome.reason.code);
    assert(!outcome.reason.detail.includes('Opening'), 'something else was opened');
    // Even if a probe had been forged, no encoder gets to read it.
    const { probe } = must(await probeData(readFileSync(join(root, 'secret.ts'))));
    const encoded = await run<'encode'>({
      kind: 'encode',
      assetId: id,
      encodingId: `evil${nextNumber()}` as never,
      sourceKey: source.sourceKey,
      probe,
      plan: planLadder(probe),
    });
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
  assert(
    context.account.runs.every(({ argv }) => argv.every((arg) => !arg.includes(root))),
    'recorded arguments name a path of this machine',
  );
  assert(statSync(join(context.workDir, 'in/input')).size > 0);
});
