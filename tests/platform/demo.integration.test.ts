import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { EventLog } from '../../ports/event-log.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { loadConfig } from '../../platform/config.ts';
import type { FetchFilm } from '../../platform/demo/fetch-film.ts';
import { FilmNotFetched } from '../../platform/demo/fetch-film.ts';
import type { DemoFilm } from '../../platform/demo/films.ts';
import { ingestDemo } from '../../platform/demo/ingest-demo.ts';
import type { DemoOptions } from '../../platform/demo/ingest-demo.ts';
import { silentProgress } from '../../platform/demo/progress.ts';
import type { DemoProgress, DemoStage } from '../../platform/demo/progress.ts';
import { ROLES } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startTestServices } from '../harness/services.ts';

const film = (id: string, name: string): DemoFilm => ({
  id,
  name,
  synopsis: `About ${name}.`,
  releaseYear: 1999,
  attribution: `Nobody, CC0, ${id}`,
  debianPackage: 'none',
  file: `${id}.mp4`,
});
const FILMS = [film('short', 'Short'), film('longer', 'Longer'), film('words', 'Words')];

/** Films of moving test pictures; the last one is a text in a film's clothes. */
const makeFilm: FetchFilm = async ({ id }, directory) => {
  const path = join(directory, `${id}.mp4`);
  if (existsSync(path)) return path;
  if (id === 'words') writeFileSync(path, 'Once upon a time there was a film, and this is not it. '.repeat(100));
  else {
    const input = [
      '-f',
      'lavfi',
      '-i',
      `testsrc2=duration=${id === 'short' ? 2 : 4}:size=320x180:rate=25`,
      '-f',
      'lavfi',
      '-i',
      'sine=duration=4',
    ];
    execFileSync('ffmpeg', ['-v', 'error', ...input, '-shortest', '-pix_fmt', 'yuv420p', '-y', path]);
  }
  return path;
};

const countTypes = async (log: EventLog): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for await (const { type } of log.readAll()) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};

/** Notes every stage of every film, and calls `then` at the first sight of a stage. */
const watchFor = (stage: DemoStage, then: () => void): DemoProgress => ({
  ...silentProgress,
  show: (_film, seen) => {
    if (seen === stage) then();
  },
});

test('demo films come in through the public API, each once, however often it is interrupted and repeated', async (t) => {
  const { urls, dataDir, closeFirst } = await startTestServices(t, {
    eventstore: true,
    nats: true,
    postgres: true,
    redis: true,
  });
  const config = loadConfig({ REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0', REPRISE_ENCODER_PRESET: 'ultrafast' });
  const running = await serve(config, ROLES, urls, silentLogger);
  closeFirst(() => running.stop());
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  closeFirst(() => log.close());
  const gatewayUrl = running.urls?.viewer ?? assert.fail('no gateway');
  const demo = (options: Partial<DemoOptions> = {}) =>
    ingestDemo({
      dataDir,
      gatewayUrl,
      operatorToken: config.operatorToken,
      print: () => undefined,
      progress: silentProgress,
      signal: AbortSignal.timeout(240_000),
      films: FILMS,
      fetchFilm: makeFilm,
      ...options,
    });
  const marker = join(dataDir, 'demo/done.json');

  for (const stage of ['upload', 'encode'] as const)
    await t.test(`interrupted at the first ${stage}, it stops and leaves no note`, async () => {
      const ctrlC = new AbortController();
      await assert.rejects(demo({ signal: ctrlC.signal, progress: watchFor(stage, () => ctrlC.abort()) }), {
        name: 'AbortError',
      });
      assert.equal(existsSync(marker), false);
    });

  await t.test('a film that cannot be fetched is named, the others come in, and nothing is final yet', async () => {
    const fetchFilm: FetchFilm = async (wanted, ...rest) => {
      if (wanted.id === 'longer') throw new FilmNotFetched('There is no network.');
      return makeFilm(wanted, ...rest);
    };
    const summary = await demo({ fetchFilm });
    assert.equal(summary.titlesPublished, 1);
    assert.deepEqual(
      summary.rejected.map(({ name }) => name),
      ['Longer', 'Words'],
    );
    assert.equal(summary.rejected[0]?.reason, 'There is no network.');
  });

  await t.test('the next run goes on to the end', async () => {
    const stages = new Set<string>();
    const summary = await demo({
      progress: { ...silentProgress, show: (name, stage) => void stages.add(`${name} ${stage}`) },
    });
    assert.equal(summary.titlesPublished, 2);
    assert.deepEqual(
      summary.rejected.map(({ name }) => name),
      ['Words'],
    );
    assert.match(summary.rejected[0]?.reason ?? '', /\w{3,}/);
    for (const stage of ['encode', 'package', 'publish', 'upload'])
      assert.ok((summary.secondsPerStage[stage] ?? 0) > 0, `${stage} took time`);
    for (const seen of ['Short published', 'Longer upload', 'Longer published', 'Words rejected'])
      assert.ok(stages.has(seen), seen);
    const counts = await countTypes(log);
    assert.equal(counts['media.UploadStarted'], 3);
    assert.equal(counts['catalog.TitlePublished'], 2);
    assert.equal(counts['catalog.TitleDetailsEdited'], 2);
  });

  await t.test('viewers find the films with their attribution', async () => {
    const response = await fetch(new URL('/graphql', gatewayUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: '{ titles { edges { node { name synopsis releaseYear attribution playable } } } }',
      }),
    });
    const { data } = (await response.json()) as { data: { titles: { edges: { node: { name: string } }[] } } };
    const byName = data.titles.edges.map(({ node }) => node).sort((a, b) => a.name.localeCompare(b.name));
    assert.deepEqual(byName, [
      {
        name: 'Longer',
        synopsis: 'About Longer.',
        releaseYear: 1999,
        attribution: 'Nobody, CC0, longer',
        playable: true,
      },
      { name: 'Short', synopsis: 'About Short.', releaseYear: 1999, attribution: 'Nobody, CC0, short', playable: true },
    ]);
  });

  await t.test('when all is done, it asks once and touches nothing', async () => {
    const head = await log.head();
    const summary = await demo({
      fetchFilm: () => assert.fail('nothing is to be fetched'),
      print: () => assert.fail('nothing is to be printed'),
    });
    assert.equal(summary.titlesPublished, 2);
    assert.equal(await log.head(), head);
  });

  await t.test('without its note it looks at every film again and writes no event', async () => {
    rmSync(marker);
    const before = await countTypes(log);
    assert.equal((await demo()).titlesPublished, 2);
    assert.deepEqual(await countTypes(log), before);
    assert.deepEqual(readdirSync(join(dataDir, 'demo')).sort(), ['done.json', 'longer.mp4', 'short.mp4', 'words.mp4']);
  });
});
