import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '../../ports/database.ts';
import { createVersions } from './versions.ts';

/** A database whose checkpoints are `answers`, one after the other. */
function checkpoints(answers: readonly (readonly object[] | Error)[]): { db: Database; asked: () => number } {
  let asked = 0;
  const query = async () => {
    const rows = answers[asked++];
    if (rows instanceof Error || rows === undefined) throw rows ?? new Error('Nobody should have asked again.');
    return { rows, count: rows.length };
  };
  return { db: { query } as unknown as Database, asked: () => asked };
}

const at = (version: string): readonly object[] => [{ consumer: 'projection/titles', version }];

test('one look serves all who take one as old as it is, and nobody who needs a newer one', async () => {
  const { db, asked } = checkpoints([at('1.5'), at('1.6')]);
  const versions = createVersions(db, ['titles']);
  const before = performance.now();
  const answers = await Promise.all([versions(before), versions(before), versions(0)]);
  assert.deepEqual(
    answers.map((each) => each.get('titles')),
    ['1.5', '1.5', '1.5'],
  );
  assert.equal(asked(), 1);
  assert.equal((await versions(performance.now())).get('titles'), '1.6');
  assert.equal(asked(), 2);
});

test('a look that failed is nobody else’s', async () => {
  const { db } = checkpoints([new Error('away'), at('2.1')]);
  const versions = createVersions(db, ['titles']);
  await assert.rejects(versions(0), /away/);
  assert.equal((await versions(0)).get('titles'), '2.1');
});
