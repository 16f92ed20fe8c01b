import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inbox } from '../harness/inbox.ts';
import { makeFilm, startPipeline } from './pipeline.ts';

test('each upload ends as a playable title or as a rejected asset with a reason; the bad ones do not hold up the good one', async (t) => {
  const pipeline = await startPipeline(t);
  const { mediaRoot } = pipeline;
  const film = await makeFilm(join(mediaRoot, 'film.mp4'), { size: '640x360', seconds: 3 });
  const whole = readFileSync(film);
  const put = (name: string, data: Buffer | string): string => {
    writeFileSync(join(mediaRoot, name), data);
    return join(mediaRoot, name);
  };
  await pipeline.startWorker();
  const bad = [
    ['empty-file', put('empty', '')],
    ['not-a-film', put('text', 'This is my film. Honest.')],
    ['playlist-not-film', put('playlist', '#EXTM3U\n#EXTINF:1,\n../film.mp4\n')],
    ['truncated', put('half', whole.subarray(0, whole.length >> 1))],
  ] as const;
  const rejected = [];
  for (const [code, path] of bad) rejected.push({ code, assetId: await pipeline.upload(path) });
  const good = await pipeline.upload(film);
  for (const { code, assetId } of rejected) {
    assert.equal(await pipeline.finished(assetId), 'rejected');
    await pipeline.happened(
      assetId,
      (event) =>
        event.type === 'media.AssetRejected' && event.data.reason.code === code && event.data.stage === 'probe',
    );
  }
  assert.equal(await pipeline.finished(good), 'ready');
  await pipeline.happened(good, ({ type }) => type === 'catalog.TitleMediaAttached');
  const events = await pipeline.history(good);
  const sealed = events.find((event) => event.type === 'media.PackageSealed');
  assert(sealed?.type === 'media.PackageSealed');
  for (const manifest of [sealed.data.hls, sealed.data.dash])
    assert(existsSync(join(mediaRoot, sealed.data.storageKey, manifest)));
  const poster = events.find((event) => event.type === 'media.PosterExtracted');
  assert(poster?.type === 'media.PosterExtracted' && existsSync(join(mediaRoot, poster.data.poster.storageKey)));
  assert(existsSync(join(mediaRoot, 'sources', good)), 'the source is kept');
  await inbox().until(async () => !existsSync(join(mediaRoot, 'encodings', String(sealed.data.encodingId))));
  const encoded = events.find((event) => event.type === 'kernel.JobCompleted' && event.data.kind === 'encode');
  assert(encoded?.type === 'kernel.JobCompleted');
  assert(
    encoded.data.runs.some(
      ({ program, argv, exitCode, version }) =>
        program === 'ffmpeg' &&
        argv.includes('-filter_complex') &&
        exitCode === 0 &&
        version.startsWith('ffmpeg version'),
    ),
  );
});
