import assert from 'node:assert/strict';
import { test } from 'node:test';
import { said, diaryOf, describeEvent } from './diary.ts';

const diary = diaryOf([
  { name: 'one', diary: { 'one.Happened': () => said('did', 'one thing') } },
  { name: 'two' },
  { name: 'three', diary: { 'three.Happened': () => said('did three') } },
]);

test('each context tells its own events', () => {
  assert.deepEqual(describeEvent(diary, { type: 'one.Happened', actorKind: 'staff', data: null }), {
    who: 'An operator',
    did: 'did',
    strong: 'one thing',
  });
  assert.equal(describeEvent(diary, { type: 'three.Happened', actorKind: 'process', data: null }).did, 'did three');
});

test('an event that no context knows is told by its name', () => {
  const line = (type: string, actorKind: string | null) => describeEvent(diary, { type, actorKind, data: {} });
  assert.deepEqual(line('future.ThingHappened', null), {
    who: 'Somebody',
    did: 'wrote',
    strong: 'future.ThingHappened',
  });
  assert.equal(line('constructor', 'operator').strong, 'constructor');
});

test('a program with a key is told from a worker', () => {
  const who = (actorId: string) =>
    describeEvent(diary, { type: 'one.Happened', actorKind: 'service', actorId, data: {} }).who;
  assert.equal(who('00000000-0000-4000-8000-0000000000c1'), 'A program');
  assert.equal(who('machine/4711'), 'A worker');
});

test('what is done by a command of an operator, or for the demo, is not told of the pipeline', () => {
  const who = (actorId: string) =>
    describeEvent(diary, { type: 'one.Happened', actorKind: 'system', actorId, data: {} }).who;
  assert.deepEqual(['command-line', 'demo', 'process-runtime', 'constructor'].map(who), [
    'The command line',
    'The demo',
    'The pipeline',
    'The pipeline',
  ]);
});

test('two contexts cannot tell the same type', () => {
  const same = { 'one.Happened': () => said('did') };
  assert.throws(
    () =>
      diaryOf([
        { name: 'one', diary: same },
        { name: 'two', diary: same },
      ]),
    /one\.Happened is told twice, the second time by the context two/,
  );
});
