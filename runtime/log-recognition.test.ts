import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventLog } from '../ports/event-log.ts';
import type { KnownLog } from '../ports/log-memory.ts';
import { createMemoryLog } from '../ports/testing/memory-event-log.ts';
import { language } from '../schemas/language.ts';
import { differenceOf, newestOf } from './log-recognition.ts';

const event = (id: string, type = 'catalog.TitlePublished') => ({ id, type, data: {}, metadata: {} as never });

/** A log with these events, each in a stream of its own. */
async function logOf(...ids: readonly string[]): Promise<EventLog> {
  const log = createMemoryLog();
  for (const id of ids) await log.append(`title-${id}`, 'no-stream', [event(id)]);
  return log;
}

/** What is remembered of a log as it stands. */
async function remembered(log: EventLog, logId: string | undefined = 'A'): Promise<KnownLog> {
  return { logId, ...((await newestOf(log, language)) ?? { position: 0n, witness: undefined }) };
}

const compare = async (log: EventLog, logId: string | undefined, known: KnownLog) =>
  differenceOf(log, { logId, end: await log.end() }, known);

test('a log is recognised, also when it has grown', async () => {
  const log = await logOf('a', 'b');
  const known = await remembered(log);
  assert.equal(await compare(log, 'A', known), undefined);
  await log.append('title-c', 'no-stream', [event('c')]);
  assert.equal(await compare(log, 'A', known), undefined);
});

test('an empty log and a foreign one are told by their identity', async () => {
  const known = await remembered(await logOf('a', 'b'));
  assert.equal(await compare(await logOf(), undefined, known), 'identity');
  assert.equal(await compare(await logOf('x', 'y', 'z'), 'B', known), 'identity');
});

test('an older copy is told by its length, and by its history when it has grown since', async () => {
  const known = await remembered(await logOf('a', 'b'));
  const older = await logOf('a');
  assert.equal(await compare(older, 'A', known), 'length');
  await older.append('title-x', 'no-stream', [event('x')]);
  await older.append('title-y', 'no-stream', [event('y')]);
  assert.equal(await compare(older, 'A', known), 'history');
});

test('another event in the place of the witness is another history', async () => {
  const known = await remembered(await logOf('a', 'b'));
  const other = await logOf('a');
  await other.append('title-b', 'no-stream', [event('x')]);
  assert.equal(await compare(other, 'A', known), 'history');
});

test('what a version without identities noted is compared by length and history alone', async () => {
  const log = await logOf('a', 'b');
  const known = { ...(await remembered(log)), logId: undefined };
  assert.equal(await compare(log, undefined, known), undefined);
  assert.equal(await compare(log, 'A', known), undefined);
  assert.equal(await compare(await logOf(), undefined, known), 'length');
  assert.equal(await compare(await logOf('x', 'y', 'z'), 'B', known), 'history');
});

test('a witness is of this platform and no telemetry, however much of that came since', async () => {
  const log = await logOf('a');
  await log.append('heartbeats-s', 'any', [event('h1', 'playback.PlaybackHeartbeat')]);
  await log.append('invoice-1', 'any', [event('f', 'billing.InvoiceSent')]);
  const newest = await newestOf(log, language);
  assert.equal(newest?.position, await log.head());
  assert.equal(newest?.witness?.eventId, 'a');
  assert.equal(await newestOf(await logOf(), language), undefined);
});
