import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { loadConfig } from '../../platform/config.ts';
import { ROLES } from '../../platform/role-names.ts';
import type { FetchFilm } from '../../platform/demo/fetch-film.ts';
import type { DemoFilm } from '../../platform/demo/films.ts';
import { ingestDemo } from '../../platform/demo/ingest-demo.ts';
import { silentProgress } from '../../platform/demo/progress.ts';
import { serve } from '../../platform/serve.ts';
import type { Running } from '../../platform/serve.ts';
import type { ServiceUrls } from '../../platform/service-urls.ts';
import { startNats, startPostgres } from '../../platform/services/index.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startOwnServices } from '../harness/services.ts';

const film = (id: string): DemoFilm => ({
  id,
  name: id,
  synopsis: `About ${id}.`,
  releaseYear: 2000,
  attribution: 'CC0',
  debianPackage: 'none',
  file: `${id}.mp4`,
});

const makeFilm: FetchFilm = async ({ id }, directory) => {
  const path = join(directory, `${id}.mp4`);
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'testsrc2=duration=2:size=320x180:rate=25',
    '-pix_fmt',
    'yuv420p',
    '-y',
    path,
  ]);
  return path;
};

test('the log, the media and the secrets are enough: with an empty PostgreSQL and an empty NATS all films are there, and no work is done twice', async (t) => {
  const { urls, services, dataDir, closeFirst } = await startOwnServices(t, {
    eventstore: true,
    nats: true,
    postgres: true,
    redis: true,
  });
  const config = loadConfig({ REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0', REPRISE_ENCODER_PRESET: 'ultrafast' });
  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  closeFirst(() => log.close());
  let running: Running | undefined;
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };
  closeFirst(stop);
  const start = async (where: ServiceUrls): Promise<string> => {
    running = await serve(config, ROLES, where, silentLogger);
    return running.urls?.viewer ?? assert.fail('no gateway');
  };
  const ingest = (gatewayUrl: string, films: readonly DemoFilm[]) =>
    ingestDemo({
      dataDir,
      gatewayUrl,
      operatorToken: config.operatorToken,
      print: () => undefined,
      progress: silentProgress,
      signal: AbortSignal.timeout(120_000),
      films,
      fetchFilm: makeFilm,
    });
  const countTypes = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    // A log begins once.
    for await (const { type } of log.readAll())
      if (type !== 'kernel.LogStarted') counts[type] = (counts[type] ?? 0) + 1;
    return counts;
  };

  assert.equal((await ingest(await start(urls), [film('first')])).titlesPublished, 1);
  await stop();
  const ofOne = await countTypes();

  await Promise.all([services.postgres.stop(), services.nats.stop()]);
  for (const name of ['postgres', 'nats']) rmSync(join(dataDir, name), { recursive: true });
  const [postgres, nats] = await Promise.all([startPostgres({ dataDir }), startNats({ dataDir })]);
  closeFirst(() => postgres.stop());
  closeFirst(() => nats.stop());
  closeFirst(stop);

  // Roles follow the log in order: when the second film is through, they have seen everything of the first again.
  const gatewayUrl = await start({ ...urls, postgres: postgres.url, nats: nats.url });
  assert.equal((await ingest(gatewayUrl, [film('first'), film('second')])).titlesPublished, 2);
  assert.deepEqual(
    await countTypes(),
    Object.fromEntries(Object.entries(ofOne).map(([type, count]) => [type, count * 2])),
  );
  const response = await fetch(new URL('/graphql', gatewayUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ titles { edges { node { name playable } } } }' }),
  });
  const { data } = (await response.json()) as { data: { titles: { edges: { node: object }[] } } };
  assert.deepEqual(
    data.titles.edges.map(({ node }) => node),
    [
      { name: 'second', playable: true },
      { name: 'first', playable: true },
    ],
  );
});
