import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import type { Database } from '../ports/database.ts';
import { createMemoryLog } from '../ports/testing/memory-event-log.ts';
import { createMemorySignals } from '../ports/testing/memory-signals.ts';
import { silentLogger } from '../ports/testing/silent-logger.ts';
import { schemaContexts } from '../schemas/contexts.ts';
import type { Recording } from '../schemas/kernel/decode.ts';
import { defineEvent } from '../schemas/kernel/define.ts';
import { createLanguage } from '../schemas/kernel/language.ts';
import { cleanUpAfter, startTestServices } from '../tests/harness/services.ts';
import { projectionContexts } from './contexts.ts';
import { migrate } from './db/migrate.ts';
import { int, table, text } from './db/table.ts';
import { createQueries } from './queries.ts';
import { projectionsOf } from './runtime/context.ts';
import { edit, projectionOver } from './runtime/projection.ts';
import type { TablesOf } from './runtime/projection.ts';
import { createProjector } from './runtime/projector.ts';
import { openFreshDatabase } from './testing/database.ts';
import { filmHistory, makeEvent } from './testing/history.ts';
import { createChance } from './testing/random.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });

const rated = defineEvent({
  type: 'reviews.FilmRated',
  version: 1,
  category: 'film',
  description: 'Somebody rated a film.',
  data: z.strictObject({ filmId: z.string(), stars: z.int() }),
});
type Rated = Recording & { readonly type: 'reviews.FilmRated'; readonly data: z.infer<typeof rated.data> };

const ratings = table('film_ratings', { key: ['filmId'], columns: { filmId: text, votes: int, stars: int } });
const filmRatings = projectionOver<Rated>()({
  name: 'film_ratings',
  version: 1,
  tables: [ratings],
  key: (fact) => fact.data.filmId,
  on: {
    'reviews.FilmRated': ({ data: { filmId, stars } }) => [
      edit(ratings, [filmId], (row) => ({
        filmId,
        votes: (row?.votes ?? 0) + 1,
        stars: (row?.stars ?? 0) + stars,
      })),
    ],
  },
});
const reviews = {
  name: 'reviews',
  projections: [filmRatings],
  queries: (db: Database) => ({
    filmRatings: {
      average: async (filmId: string): Promise<number | undefined> => {
        const row = await db
          .kysely<TablesOf<typeof filmRatings>>()
          .selectFrom('filmRatings.filmRatings')
          .select(['stars', 'votes'])
          .where('filmId', '=', filmId)
          .executeTakeFirst();
        return row && row.stars / row.votes;
      },
    },
  }),
};

test('a context that nobody knew brings a read model and its queries, beside all others', async () => {
  const { db } = await openFreshDatabase(urls.postgres, 'contexts');
  cleanUpAfter(file, () => db.close());
  const [contexts, signals, log] = [
    [...projectionContexts, reviews] as const,
    createMemorySignals(),
    createMemoryLog(),
  ];
  const language = createLanguage([...schemaContexts, { name: 'reviews', events: [rated] }]);
  const projections = projectionsOf(contexts);
  await migrate(db, projections);
  const projector = createProjector({ log, language, db, signals, logger: silentLogger, projections });
  await projector.start();
  cleanUpAfter(file, () => projector.stop());

  const chance = createChance(91);
  const rate = (stars: number) => ({
    stream: 'film-1',
    event: makeEvent(chance, 'reviews.FilmRated', { filmId: '1', stars }),
  });
  const announced: string[] = [];
  signals.subscribe('read.film_ratings.*', (subject) => void announced.push(subject));
  const end = log.write([rate(5), ...filmHistory(chance, 'A film'), rate(2)]);
  const queries = createQueries(db, contexts, signals);
  assert.equal(
    await queries.consistency.waitFor(
      String(end),
      projections.map(({ name }) => name),
      20_000,
    ),
    true,
  );
  assert.equal(await queries.filmRatings.average('1'), 3.5);
  assert.equal((await queries.titles.all({ first: 5 })).rows.length, 1);
  assert.ok(announced.includes('read.film_ratings.1'));
  assert.deepEqual(await queries.consistency.parked(5), []);
});

test('two read models of one name are refused', () => {
  assert.throws(() => projectionsOf([reviews, { ...reviews, name: 'others' }]), /same name/);
});

test('a query waits for the read models that it names, and for no others', async () => {
  const { db } = await openFreshDatabase(urls.postgres, 'waiting');
  cleanUpAfter(file, () => db.close());
  const projections = projectionsOf(projectionContexts);
  const [titles, assets] = ['titles', 'assets'].map((name) => projections.find((each) => each.name === name));
  assert.ok(titles !== undefined && assets !== undefined);
  await migrate(db, projections);
  const [log, signals] = [createMemoryLog(), createMemorySignals()];
  const language = createLanguage(schemaContexts);
  const projector = createProjector({ log, language, db, signals, logger: silentLogger, projections: [titles] });
  await projector.start();
  cleanUpAfter(file, () => projector.stop());
  const token = String(log.write(filmHistory(createChance(92), 'A film')));
  const { consistency } = createQueries(db, projectionContexts, signals);
  assert.equal(await consistency.waitFor(token, ['titles'], 20_000), true, 'nobody follows for assets');
  assert.equal(await consistency.waitFor(token, ['titles', 'assets'], 50), false);
});
