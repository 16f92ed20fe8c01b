import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import type { JobMessage } from '../../schemas/kernel/job.messages.ts';
import { language } from '../../schemas/language.ts';
import { about, executeJobCommand } from './job-commands.ts';
import { takeJob } from './take-job.ts';

const KIND = 'summarise-playback';

test('a worker whose last signs came late on a busy machine is not taken for dead, however short the ack wait', async () => {
  const log = createMemoryLog();
  const shared = { log, language, execute: executeOn(log), logger: silentLogger };
  const [jobId, sessionId] = [randomUUID(), randomUUID()];
  const message: JobMessage = {
    ...{ jobId, kind: KIND, process: 'closing', processId: sessionId, input: { kind: KIND, sessionId } },
    ...{ requestedBy: randomUUID(), correlationId: sessionId },
  };
  const claim = { type: 'ClaimJob', at: new Date().toISOString(), data: about(message, 'first') } as const;
  await executeJobCommand({ ...shared, worker: 'first' }, message, 'claim', claim);
  const waits: number[] = [];
  const taken = await takeJob(
    {
      ...shared,
      worker: 'second',
      signals: createMemorySignals(),
      // Two signs are missing: one comes each second.
      peers: { wasSeenWithin: (_, ms) => ms > 3_000, stop: () => undefined },
      ackWaitMs: 3_000,
      onTrouble: () => undefined,
    },
    { kind: KIND, concurrency: 1, tools: undefined, run: async () => assert.fail('it is at work elsewhere') },
    {
      payload: message,
      sequence: 1,
      ack: async () => assert.fail('it is not done'),
      retry: (ms: number) => void waits.push(ms),
      discard: () => undefined,
      working: () => undefined,
    } as never,
    message,
    new AbortController().signal,
  );
  assert.equal(taken, false);
  assert.deepEqual(waits, [1_000]);
  assert.equal(log.events.length, 1);
});
