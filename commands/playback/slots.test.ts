import { equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { concurrencyDecider } from '../../domain/playback/concurrency.decider.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { language } from '../../schemas/language.ts';
import { loadState } from '../pipeline/load.ts';
import { executeOn } from '../testing/execute.ts';
import { raceForSlots } from '../testing/slot-race.ts';

test('200 starts at once on a cap of two give two', () => raceForSlots(createMemoryLog()));

test('a start reads the same however much the account has watched, and nobody takes slots of others', async () => {
  const log = createMemoryLog();
  let read = 0;
  const counting = {
    ...log,
    readStream: async function* (...args: Parameters<typeof log.readStream>) {
      for await (const event of log.readStream(...args)) {
        read += 1;
        yield event;
      }
    },
  };
  const execute = executeOn(counting);
  const accountId = randomUUID();
  const run = (type: string, data: object, account = accountId) =>
    execute({
      streamId: accountId,
      commandId: randomUUID(),
      correlationId: accountId,
      actor: { kind: 'viewer', id: accountId, account },
      command: { type, data: { accountId, ...data }, at: '2026-06-01T12:00:00.000Z' },
    });
  const wanted = () => ({
    ...{ sessionId: randomUUID(), titleId: randomUUID(), profileId: randomUUID(), signInId: randomUUID() },
    ...{ limit: 2, lapsed: [], signedOut: [], leases: 'known' },
  });
  const stays = wanted();
  equal((await run('AcquireSlot', stays)).kind, 'committed');
  for (let n = 0; n < 300; n += 1) {
    const slot = wanted();
    await run('AcquireSlot', slot);
    await run('ReleaseSlot', { sessionId: slot.sessionId, reason: 'stop' });
  }
  read = 0;
  equal((await run('AcquireSlot', wanted())).kind, 'committed');
  ok(read <= 64, `${read} events for one start`);
  read = 0;
  const { state } = await loadState({ log: counting, language }, concurrencyDecider, accountId);
  ok(read <= 64, `${read} events for who looks`);
  equal(state.slots[0]?.sessionId, stays.sessionId);

  const stranger = await run('ReleaseSlot', { sessionId: stays.sessionId, reason: 'kicked' }, randomUUID());
  ok(stranger.kind === 'rejected' && stranger.rejection.code === 'actor.not-allowed');
});
