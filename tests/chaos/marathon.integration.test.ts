import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { followFilm, publishFilm } from '../../platform/demo/follow-film.ts';
import { openGatewayClient } from '../../platform/demo/gateway-client.ts';
import { uploadFilm, type Uploaded } from '../../platform/demo/upload-film.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog, RecordedEvent } from '../../ports/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { createConsistency } from '../../projections/runtime/consistency.queries.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';
import { createChance, type Chance } from '../../projections/testing/random.ts';
import { standardProjections as projections } from '../../projections/testing/standard.ts';
import { storedRows } from '../../projections/testing/tables.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { language } from '../../schemas/language.ts';
import { inbox } from '../harness/inbox.ts';
import { rounds, roundsTimeout } from '../harness/rounds.ts';
import { cleanUpAfter } from '../harness/services.ts';
import { repeated } from '../old-log/films.ts';
import { makeFilm, processesBelow } from '../pipelines/pipeline.ts';
import { ROLE_PROCESSES, SERVICES, startInstallation } from './installation.ts';
import type { Installation, Target } from './installation.ts';

/** Films under way at a time, of as many as there are rounds. */
const AT_A_TIME = 3;
const FILMS = rounds(3);
const FAULTS = rounds(5);
/** At most. A film makes some sixty events: this spreads the faults over all films. */
const EVENTS_BETWEEN = 40;
/** Longer than the leases and the ack wait of roles-process.ts at the most, much shorter at the least. */
const LONGEST_FREEZE_MS = 5_000;
const HANGS_AFTER_MS = 90_000;

type Fault = { readonly kind: 'kill' | 'freeze'; readonly target: Target };

/** Faults without end: each once in random order, and all over again. */
function* faults(chance: Chance): Generator<Fault, never> {
  const kinds = ['kill', 'freeze'] as const;
  const all = kinds.flatMap((kind) => [...ROLE_PROCESSES, ...SERVICES].map((target): Fault => ({ kind, target })));
  for (;;) {
    const deck = [...all];
    while (deck.length > 0) yield deck.splice(chance.below(deck.length), 1)[0] as Fault;
  }
}

/** Uploads and publishes films through the gateway, three at a time, as the demo does. @returns those that were acknowledged */
async function bringIn(
  it: Installation,
  path: string,
  chance: Chance,
  signal: AbortSignal,
): Promise<readonly Uploaded[]> {
  const { gatewayUrl, operatorToken } = it;
  const client = openGatewayClient({ gatewayUrl, operatorToken, signal });
  const done: Uploaded[] = [];
  const ids = Array.from({ length: FILMS }, () => chance.uuid());
  const one = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      const uploaded = (await uploadFilm(client, path, id, () => undefined)) ?? assert.fail('an upload was given up');
      done.push(uploaded);
      const asset = await followFilm(
        client,
        uploaded,
        () => undefined,
        () => undefined,
      );
      assert.equal(asset?.stage, 'READY');
      await publishFilm(client, uploaded.titleId, { ...DETAILS, name: `film ${id}` });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, one));
  return done;
}
const DETAILS = { synopsis: 's', releaseYear: 1999, attribution: 'a' };

/** What strikes, and how far the films are. */
interface Striking {
  readonly chance: Chance;
  readonly say: (line: string) => void;
  /** Events in the log by now, as far as the test has heard. */
  readonly events: () => number;
  readonly areDone: () => boolean;
}

/** Strikes again and again, each time some events after the last, or at once when there are none to come. */
async function strike(it: Installation, { chance, say, events, areDone }: Striking): Promise<void> {
  const deck = faults(chance);
  for (let count = 0; count < FAULTS; count += 1) {
    const { kind, target } = deck.next().value;
    const wanted = events() + chance.below(EVENTS_BETWEEN);
    await inbox().until(async () => areDone() || events() >= wanted, HANGS_AFTER_MS);
    const ms = chance.below(LONGEST_FREEZE_MS);
    say(`${kind} ${target}${kind === 'freeze' ? ` for ${ms} ms` : ''}, at event ${events()}`);
    await (kind === 'kill' ? it.kill(target) : it.freeze(target, ms));
    it.died.throwIfAborted();
  }
}

/** Counts the log's events as they come, until the test is over. */
function countEvents(t: TestContext, log: EventLog): () => number {
  const over = new AbortController();
  let count = 0;
  const counting = (async () => {
    for await (const message of log.subscribeAll({ after: 0n, signal: over.signal }))
      if (message.kind === 'event') count += 1;
  })();
  cleanUpAfter(t, async () => {
    over.abort();
    await counting;
  });
  return () => count;
}

/** Waits until nothing is written any more and the read models know all of it. */
async function quiet(it: Installation, log: EventLog, db: Database): Promise<readonly RecordedEvent[]> {
  const names = projections.map(({ name }) => name);
  const isIdle = (): boolean =>
    processesBelow(join(it.dataDir, 'media/work')).length === 0 &&
    ['work', 'encodings'].every((key) => filesIn(it, key).length === 0);
  await inbox().until(async () => isIdle(), HANGS_AFTER_MS);
  for (;;) {
    const head = await log.head();
    assert.equal(await createConsistency(db, projections).waitFor(String(head), names, HANGS_AFTER_MS), true);
    const events: RecordedEvent[] = [];
    for await (const event of log.readAll()) events.push(event);
    if ((await log.head()) === head) return events;
  }
}

const filesIn = ({ dataDir }: Installation, key: string): readonly string[] =>
  existsSync(join(dataDir, 'media', key)) ? readdirSync(join(dataDir, 'media', key)) : [];

/** Each upload that was acknowledged is published, and nothing of it was done twice or left behind. */
function checkFilms(it: Installation, events: readonly DecodedEvent[], uploads: readonly Uploaded[]): void {
  assert.equal(uploads.length, FILMS);
  assert.deepEqual(repeated(events), []);
  const started = events.flatMap((event) => (event.type === 'media.UploadStarted' ? [event.data.assetId] : []));
  assert.deepEqual(started.toSorted(), uploads.map(({ assetId }) => assetId).toSorted());
  const published = events.flatMap((event) => (event.type === 'catalog.TitlePublished' ? [event.data.titleId] : []));
  assert.deepEqual(published.toSorted(), uploads.map(({ titleId }) => titleId).toSorted());
  const sealed = events.flatMap((event) => (event.type === 'media.PackageSealed' ? [event.data] : []));
  assert.equal(sealed.length, FILMS);
  for (const { packageId, storageKey, hls, dash } of sealed) {
    for (const manifest of [hls, dash]) assert.ok(existsSync(join(it.dataDir, 'media', storageKey, manifest)));
    const attempts = filesIn(it, `packages/${packageId}`).filter((name) => /^\d+$/.test(name));
    assert.deepEqual(attempts, [storageKey.split('/').at(-1)]);
  }
}

test(
  'films that are uploaded while everything is killed and frozen are published once each',
  { timeout: roundsTimeout(180_000) },
  async (t) => {
    const seed = Number(process.env['REPRISE_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    t.diagnostic(`seed ${seed} (repeat with REPRISE_TEST_SEED=${seed})`);
    const story = [`seed ${seed}`];
    const it = await startInstallation(t);
    const log = openEventLog({ url: it.urls.eventstore, log: silentLogger });
    const db = openDatabase({ url: it.urls.postgres, log: silentLogger });
    cleanUpAfter(t, () => Promise.allSettled([log.close(), db.close()]));
    const film = await makeFilm(join(it.dataDir, 'film.mp4'), { size: '320x180', seconds: 2 });
    const over = new AbortController();
    cleanUpAfter(t, () => over.abort());
    let done = false;
    try {
      const [uploads] = await Promise.all([
        bringIn(it, film, createChance(seed + 1), AbortSignal.any([over.signal, it.died])).finally(() => (done = true)),
        strike(it, {
          chance: createChance(seed),
          say: (line) => {
            story.push(line);
            t.diagnostic(`${(performance.now() / 1000).toFixed(1)} s: ${line}`);
          },
          events: countEvents(t, log),
          areDone: () => done,
        }),
      ]);
      const events = await quiet(it, log, db);
      const known = events.map((event) => language.decode(event)).filter((each) => each.kind === 'known');
      checkFilms(
        it,
        known.map(({ event }) => event),
        uploads,
      );
      assert.deepEqual((await db.query('select * from runtime.parked_events')).rows, [], 'nothing is parked');
      for (const projection of projections)
        assert.deepEqual(await storedRows(db, projection), plainFold(projection, events), projection.name);
    } catch (error) {
      throw new Error(`failed in this story:\n${story.join('\n')}`, { cause: error });
    }
  },
);
