import { deepEqual, equal, rejects } from 'node:assert/strict';
import { it } from 'node:test';
import type { EventLog } from '../../ports/event-log.ts';
import { inLane } from './lane.ts';

const log = {} as EventLog;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('work on one stream runs in order, work on others beside it, and a failure stops nobody', async () => {
  const told: string[] = [];
  const work = (stream: string, name: string) =>
    inLane(log, stream, async () => {
      told.push(`${name} begins`);
      await turn();
      told.push(`${name} ends`);
      if (name === 'a1') throw new Error('a1 fails');
      return name;
    });
  const first = work('a', 'a1');
  const second = work('a', 'a2');
  const beside = work('b', 'b1');
  await rejects(first, /a1 fails/);
  deepEqual(await Promise.all([second, beside]), ['a2', 'b1']);
  equal(told.indexOf('a2 begins') > told.indexOf('a1 ends'), true);
  equal(told.indexOf('b1 begins') < told.indexOf('a1 ends'), true);
});
