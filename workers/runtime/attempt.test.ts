import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { language } from '../../schemas/language.ts';
import type { JobMessage } from '../../schemas/kernel/job.messages.ts';
import { runAttempt } from './attempt.ts';
import type { ReadyHandler } from './attempt.ts';
import { about, executeJobCommand } from './job-commands.ts';

/** Claims a job and runs it. @returns what the job's stream says afterwards, and its events */
async function attempt(handler: Pick<ReadyHandler, 'run' | 'limitMs'>, signal = new AbortController().signal) {
  const log = createMemoryLog();
  const deps = {
    log,
    language,
    execute: executeOn(log),
    signals: createMemorySignals(),
    logger: silentLogger,
    worker: 'test',
    abandonMs: 20,
  };
  const [jobId, processId] = [randomUUID(), randomUUID()];
  const message: JobMessage = {
    jobId,
    kind: 'probe',
    process: 'ingest',
    processId,
    input: {},
    correlationId: jobId,
    requestedBy: jobId,
  };
  const claim = { type: 'ClaimJob', at: new Date().toISOString(), data: about(message, 'test') } as const;
  assert.equal((await executeJobCommand(deps, message, 'claim', claim)).kind, 'committed');
  const ready: ReadyHandler = { kind: 'probe', concurrency: 1, tools: undefined, ...handler };
  const state = await runAttempt(
    deps,
    { handler: ready, message, attempt: 1, lastFailure: null },
    signal,
    () => undefined,
  );
  return { state, last: log.events.at(-1) };
}

const never = (): Promise<never> => new Promise(() => undefined);

test('a job that never ends lets go of its place when its time is up, and has failed for good', async () => {
  const { state, last } = await attempt({ limitMs: () => 20, run: never });
  assert.equal(state.status, 'failed');
  assert.equal(last?.type, 'kernel.JobFailed');
  assert.match(JSON.stringify(last.data), /did not end in the time/);
});

test('one that ends when it is told to is treated alike, whatever it says then', async () => {
  const { state, last } = await attempt({
    limitMs: () => 20,
    run: (_, { signal }) =>
      new Promise((resolve) => {
        const reason = { code: 'encoder-stopped', message: 'The encoder stopped.', detail: '' };
        signal.addEventListener('abort', () => resolve({ kind: 'refused', retryable: true, reason }));
      }),
  });
  assert.equal(state.status, 'failed');
  assert.match(JSON.stringify(last?.data), /did not end in the time/);
});

test('what fails may be tried again', async () => {
  const failed = await attempt({
    run: async () => {
      throw new Error('a bug');
    },
  });
  assert.equal(failed.state.status, 'waiting');
  assert.match(JSON.stringify(failed.last?.data), /a bug/);
});

test('a worker that stops is not held up by a job that does not end', async () => {
  const stopping = new AbortController();
  setImmediate(() => stopping.abort(new Error('stopping')));
  await assert.rejects(attempt({ run: never }, stopping.signal), /stopping/);
});
