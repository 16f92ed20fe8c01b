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

const about = { port: 1234, logPath: '/data/logs/x.log', dataDir: '/data', timedOut: false, cause: undefined };

test('a service that crashed or ended without a word is not answered with "(none)", but with its file and what to do', () => {
  assert.match(
    explainFailure('postgres', '', { ...about, signal: 'SIGBUS' }).message,
    /^postgres crashed \(SIGBUS\): .*move it away/,
  );
  assert.equal(
    explainFailure('eventstore', '', { ...about, code: 1 }).message,
    'eventstore ended (code 1) while it was starting. It printed nothing (/data/logs/x.log). If /data/eventstore/log.mdb is damaged, put /data/eventstore back from a backup: it holds the log, which is the truth.',
  );
});

test('the lines that say why are shown, under the name that people know, and what happens to the rows', () => {
  const log = [
    'LOG:  starting PostgreSQL 15',
    'LOG:  unrecognized configuration parameter "x" in file "/proc/self/fd/3/postgresql.conf" line 1',
    'FATAL:  configuration file "/proc/self/fd/3/postgresql.conf" contains errors',
    'LOG:  database system is shut down',
  ].join('\n');
  const { message } = explainFailure('postgres', log, { ...about, code: 1 });
  assert.match(
    message,
    /^postgres ended \(code 1\) while it was starting\. Its last output: LOG: {2}unrecognized .* \| FATAL/,
  );
  assert.ok(message.includes('/data/postgres/postgresql.conf') && !message.includes('/proc/self'));
  assert.match(message, /move it away: everything in it is filled again from the event store at the next start\.$/);
});

test('of a service that says nothing special its last lines are shown', () => {
  const { message } = explainFailure('nats', 'one\ntwo\nthree\nfour', { ...about, timedOut: true });
  assert.match(
    message,
    /did not answer in time\. Its last output: two \| three \| four \(all of it: \/data\/logs\/x\.log\)/,
  );
});
