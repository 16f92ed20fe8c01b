import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { createPartitions } from './partitions.ts';

const noError = (error: unknown): never => {
  throw error;
};

test('tasks of a key run one after the other in order, those of other keys beside them', async () => {
  const partitions = createPartitions(8, 100, noError);
  const gate = Promise.withResolvers<void>();
  const seen: string[] = [];
  partitions.add('a', async () => {
    await gate.promise;
    seen.push('a1');
  });
  partitions.add('a', async () => void seen.push('a2'));
  partitions.add('b', async () => void seen.push('b1'));
  partitions.add('b', async () => void seen.push('b2'));
  while (seen.length < 2) await turn();
  assert.deepEqual(seen, ['b1', 'b2']);
  gate.resolve();
  await partitions.idle();
  assert.deepEqual(seen, ['b1', 'b2', 'a1', 'a2']);
});

test('no more keys run at a time than may, and whoever adds waits while the backlog is full', async () => {
  const partitions = createPartitions(2, 4, noError);
  let [running, most, done] = [0, 0, 0];
  for (let number = 0; number < 50; number += 1) {
    await partitions.capacity();
    partitions.add(`key ${number}`, async () => {
      most = Math.max(most, (running += 1));
      await turn();
      running -= 1;
      done += 1;
    });
    assert.ok(number - done < 4);
  }
  await partitions.idle();
  assert.deepEqual([most, done], [2, 50]);
});

test('what a task throws is reported, and the next of its key runs', async () => {
  const errors: unknown[] = [];
  const partitions = createPartitions(1, 10, (error) => errors.push(error));
  let ran = false;
  partitions.add('a', () => Promise.reject(new Error('broken')));
  partitions.add('a', async () => void (ran = true));
  await partitions.idle();
  assert.match(String(errors), /broken/);
  assert.ok(ran);
});
