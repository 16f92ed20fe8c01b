import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { executeOn } from '../../commands/testing/execute.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createChance } from '../../projections/testing/random.ts';
import type { Actor } from '../../schemas/kernel/metadata.ts';
import { language } from '../../schemas/language.ts';
import { extremesOf } from '../../schemas/testing/extremes.ts';
import { rounds, roundsTimeout } from '../harness/rounds.ts';
import { extremeEvents, ids, names } from './events.ts';

const EACH = 12;
const actors: readonly Actor['kind'][] = ['viewer', 'staff', 'service', 'system', 'process'];

test('every command that its schema allows is answered by a value', { timeout: roundsTimeout(120_000) }, async () => {
  for (let seed = 1; seed <= rounds(1); seed += 1) {
    const [log, chance] = [createMemoryLog(), createChance(seed)];
    log.write(extremeEvents(seed, 8));
    const execute = executeOn(log);
    const answers = new Map<string, number>();
    for (const { type, category, streamIdField = `${category}Id`, data } of language.commands.values())
      for (const given of fc.sample(extremesOf(data, { ids, more: names }), { numRuns: EACH, seed })) {
        // Half of them begin a stream of their own.
        const own = chance.next() < 0.5 ? chance.uuid() : chance.pick(ids).toLowerCase();
        const kind = chance.pick(actors);
        const outcome = await execute({
          streamId: own,
          commandId: chance.uuid(),
          correlationId: own,
          actor: { kind, id: kind === 'viewer' ? chance.pick(ids) : 'somebody' },
          command: { type, data: { ...(given as object), [streamIdField]: own }, at: chance.pick(instants) },
        });
        answers.set(outcome.kind, (answers.get(outcome.kind) ?? 0) + 1);
      }
    assert.ok((answers.get('committed') ?? 0) > 0, JSON.stringify([...answers]));
    for (const recorded of log.events) assert.equal(language.decode(recorded).kind, 'known', recorded.type);
  }
});

const instants = ['0000-01-01T00:00Z', '9999-12-31T23:59:59.999Z', '2026-01-02T03:04:05Z', '2026-02-31T00:00:00Z'];
