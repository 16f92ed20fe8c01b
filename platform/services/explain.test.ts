import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure, explainSignal } from './explain.ts';

test('an event store that crashes is explained by its file, and says what to run', () => {
  const about = { port: 1, logPath: '/data/logs/eventstore.log', dataDir: '/data', timedOut: false, cause: undefined };
  for (const signal of ['SIGSEGV', 'SIGBUS', 'SIGABRT']) {
    const { message } = explainFailure('eventstore', '', { ...about, signal });
    assert.match(message, new RegExp(`${signal}.+/data/eventstore/log\\.mdb.+eventstore verify.+backup`));
  }
  assert.match(explainSignal('nats', 'SIGSEGV', '/data') ?? '', /nats crashed/);
  for (const signal of ['SIGKILL', 'SIGTERM', null, undefined])
    assert.equal(explainSignal('eventstore', signal, '/data'), undefined);
});
