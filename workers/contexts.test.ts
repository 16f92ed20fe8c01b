import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../schemas/language.ts';
import { workerContexts } from './contexts.ts';

test('every kind of job that may be asked for has exactly one handler', () => {
  const kinds = workerContexts.flatMap(({ jobs }) => jobs.map(({ kind }) => kind));
  assert.deepEqual(kinds.toSorted(), [...language.jobs.keys()].toSorted());
});
