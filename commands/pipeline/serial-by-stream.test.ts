import { deepEqual, equal, rejects } from 'node:assert/strict';
import { it } from 'node:test';
import type { EventLog } from '../../ports/event-log.ts';
import { serialByStream } from './serial-by-stream.ts';

const log = {} as EventLog;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('work on one stream runs in order, work on others beside it, and a failure stops nobody', async () => {
  const seen: string[] = [];
  const work = (stream: string, name: string) =>
    serialByStream(log, stream, async () => {
      seen.push(`${name} begins`);
      await turn();
      seen.push(`${name} ends`);
      if (name === 'a1') throw new Error('a1 fails');
      return name;
    });
  const first = work('a', 'a1');
  const second = work('a', 'a2');
  const beside = work('b', 'b1');
  await rejects(first, /a1 fails/);
  deepEqual(await Promise.all([second, beside]), ['a2', 'b1']);
  equal(seen.indexOf('a2 begins') > seen.indexOf('a1 ends'), true);
  equal(seen.indexOf('b1 begins') < seen.indexOf('a1 ends'), true);
});
