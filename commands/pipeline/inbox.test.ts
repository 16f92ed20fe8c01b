import { deepEqual, equal, rejects } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { language } from '../../schemas/language.ts';
import { inboxIdOf, receive } from './inbox.ts';

const titleId = '00000000-0000-4000-8000-000000000003';
const delivery = (foreignId: string) => ({
  source: 'payments',
  foreignId,
  commands: [{ category: 'title', streamId: titleId, type: 'PublishTitle', data: { titleId } }],
});
const at = '2026-01-02T03:04:05.000Z';

describe('the inbox', () => {
  it('remembers what it received: a repeated delivery is written once', async () => {
    const log = createMemoryLog();
    const first = await receive({ log, language }, delivery('evt_1'), at);
    const again = await receive({ log, language }, delivery('evt_1'), '2026-01-03T03:04:05.000Z');
    deepEqual([first.kind, again.kind, again.inboxId], ['received', 'duplicate', first.inboxId]);
    const types: string[] = [];
    for await (const event of log.readStream(`inbox-${first.inboxId}`)) types.push(event.type);
    deepEqual(types, ['kernel.ForeignEventReceived', 'kernel.CommandRequested']);
  });
  it('distinguishes the same id of two sources, and ids that only look the same when joined', () => {
    const ids = [
      inboxIdOf({ source: 'a', foreignId: 'b/c' }),
      inboxIdOf({ source: 'a/b', foreignId: 'c' }),
      inboxIdOf({ source: 'b', foreignId: 'b/c' }),
    ];
    equal(new Set(ids).size, 3);
  });
  it('takes in nothing that the log could not hold', async () => {
    const log = createMemoryLog();
    await rejects(receive({ log, language }, delivery('nul \u0000'), at), { name: 'SchemaViolation' });
    await rejects(receive({ log, language }, delivery('x'.repeat(201)), at), { name: 'SchemaViolation' });
  });
});
