import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectionContexts } from '../../projections/contexts.ts';
import { jobsProjection } from '../../projections/kernel/jobs.projection.ts';
import { projectionsOf } from '../../projections/runtime/context.ts';
import { plainFold } from '../../projections/testing/plain-fold.ts';
import { language } from '../../schemas/language.ts';
import { readOldLog, readOldReadModels } from '../fixtures/old-log/load.ts';
import type { OldLogName } from '../fixtures/old-log/load.ts';

type Row = Readonly<Record<string, unknown>>;
const logs: readonly OldLogName[] = ['demo', 'hand-made'];

/** A row as JSON has it: positions and sizes as decimal text. */
const plain = (row: Row): Row =>
  JSON.parse(JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))) as Row;

/** What version 0.1.0 called the kinds of actors. */
const kinds: Readonly<Record<string, string>> = { operator: 'staff', profile: 'viewer', worker: 'service' };

/** The index holds no telemetry since then, and names kinds of actors as they are called now. */
const indexOfToday = (rows: readonly Row[]): readonly Row[] =>
  rows
    .filter(({ type }) => type !== 'playback.PlaybackHeartbeat')
    .map((row) => ({ ...row, actorKind: kinds[String(row['actorKind'])] ?? row['actorKind'] }));

/** Since then open jobs are rows of `jobs`, and no column of `assets`. */
const assetsOfToday = (rows: readonly Row[]): readonly Row[] => rows.map(({ openJobs: _openJobs, ...row }) => row);

/** What was begun has a row since then, of which queries know nothing until a player or a viewer says something. */
const progressOfThen = (rows: readonly Row[]): readonly Row[] => rows.filter(({ sessionId }) => sessionId !== null);

const openJobsOf = (rows: readonly Row[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap(({ assetId, openJobs }) => (openJobs === 0 ? [] : [[String(assetId), Number(openJobs)]])));

test('every event of an old log is understood, at every version and by its new name', () => {
  const seen = new Set<string>();
  for (const log of logs)
    for (const recorded of readOldLog(log)) {
      const decoded = language.decode(recorded);
      assert(decoded.kind === 'known', decoded.kind === 'unknown' ? `${recorded.type}: ${decoded.reason}` : '');
      const { current, renaming } = language.catalog.get(decoded.event.type) ?? {};
      assert.equal(renaming, undefined, `${recorded.type} is read as ${decoded.event.type}, which is written no more`);
      assert.equal(current?.validate(decoded.event.data), undefined, recorded.type);
      seen.add(recorded.type);
    }
  assert.equal(seen.size, 32, 'the old logs hold an event of every type that 0.1.0 wrote');
});

for (const log of logs)
  test(`the read models of the ${log} log are rebuilt equal`, () => {
    const events = [...readOldLog(log)];
    const before = readOldReadModels(log);
    let compared = 0;
    for (const projection of projectionsOf(projectionContexts)) {
      const past = before[projection.name] ?? before[projection.formerly?.[0] ?? ''];
      // A read model that 0.1.0 did not have.
      if (past === undefined) continue;
      const now = plainFold(projection, events);
      for (const [table, { rows, key, columns }] of Object.entries(past.tables)) {
        const isKept = (name: string): boolean => table !== 'assets' || name !== 'openJobs';
        const inOrder = (all: readonly Row[]): readonly Row[] => {
          const keyOf = (row: Row): string => key.map((property) => String(row[property]).padStart(20)).join();
          const known = all.map((row) =>
            plain(
              Object.fromEntries(
                Object.keys(columns)
                  .filter(isKept)
                  .map((name) => [name, row[name]]),
              ),
            ),
          );
          return known.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
        };
        const expected =
          projection.name === 'event_index' ? indexOfToday(rows) : isKept('openJobs') ? rows : assetsOfToday(rows);
        const found = now[table] ?? [];
        const actual = projection.name === 'progress' ? progressOfThen(found) : found;
        assert.deepEqual(inOrder(actual), inOrder(expected), `${projection.name}.${table}`);
        compared += 1;
      }
    }
    assert.equal(compared, 5, 'every table of 0.1.0 was compared');
    const openNow = new Map<string, number>();
    for (const { processId, open } of plainFold(jobsProjection, events)['jobs'] ?? [])
      if (open === true) openNow.set(String(processId), (openNow.get(String(processId)) ?? 0) + 1);
    const assets = before['assets'] ?? before['asset_pipeline'];
    assert.deepEqual(openNow, openJobsOf(assets?.tables['assets']?.rows ?? []), 'open jobs');
  });
