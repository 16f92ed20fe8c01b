import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareReads } from './share-work.ts';

interface Read {
  readonly key: string;
  readonly answer: (value: string) => void;
  readonly fail: (error: Error) => void;
}

function reader() {
  const reads: Read[] = [];
  const ask = shareReads(
    ({ key }: { key: string }) => new Promise<string>((answer, fail) => reads.push({ key, answer, fail })),
  );
  return { reads, ask };
}
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('nobody gets an answer that was begun before they asked', async () => {
  const { reads, ask } = reader();
  const [first, together] = [ask({ key: 'a' }), ask({ key: 'a' })];
  await turn();
  assert.equal(reads.length, 1, 'who asks in the same turn shares the first read');
  const [second, third] = [ask({ key: 'a' }), ask({ key: 'a' })];
  await turn();
  assert.equal(reads.length, 1);
  reads[0]?.answer('old');
  assert.deepEqual(await Promise.all([first, together]), ['old', 'old']);
  await turn();
  assert.equal(reads.length, 2, 'the two who came later share the second read');
  const fourth = ask({ key: 'a' });
  reads[1]?.answer('new');
  assert.deepEqual(await Promise.all([second, third]), ['new', 'new']);
  await turn();
  reads[2]?.answer('newest');
  assert.equal(await fourth, 'newest');
  void ask({ key: 'a' });
  await turn();
  assert.equal(reads.length, 4, 'nothing is kept when nobody asks');
});

test('different questions do not wait for each other, and a failure is for those who shared it', async () => {
  const { reads, ask } = reader();
  const [a, b] = [ask({ key: 'a' }), ask({ key: 'b' })];
  await turn();
  const later = ask({ key: 'a' });
  assert.deepEqual(
    reads.map(({ key }) => key),
    ['a', 'b'],
  );
  reads[0]?.fail(new Error('away'));
  await assert.rejects(a, /away/);
  await turn();
  reads[2]?.answer('back');
  assert.equal(await later, 'back');
  reads[1]?.answer('b');
  assert.equal(await b, 'b');
});
