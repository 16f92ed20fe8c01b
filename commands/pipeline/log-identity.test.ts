import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { language } from '../../schemas/language.ts';
import { LOG_STREAM } from '../../schemas/kernel/log.events.ts';
import { ensureLogId, readLogId } from './log-identity.ts';

const now = '2026-01-02T03:04:05.000Z';

test('a log has no identity until it is given one, and keeps it', async () => {
  const log = createMemoryLog();
  assert.equal(await readLogId({ log, language }), undefined);
  const logId = await ensureLogId({ log, language }, now);
  assert.match(logId, /^[0-9a-f-]{36}$/);
  assert.equal(await ensureLogId({ log, language }, now), logId);
  assert.equal(await readLogId({ log, language }), logId);
});

test('of many that start at once one decides', async () => {
  const log = createMemoryLog();
  const ids = await Promise.all(Array.from({ length: 20 }, () => ensureLogId({ log, language }, now)));
  assert.equal(new Set(ids).size, 1);
  let events = 0;
  for await (const _ of log.readStream(LOG_STREAM)) events += 1;
  assert.equal(events, 1);
});

test('two logs have two identities', async () => {
  const [one, other] = [createMemoryLog(), createMemoryLog()];
  assert.notEqual(await ensureLogId({ log: one, language }, now), await ensureLogId({ log: other, language }, now));
});
