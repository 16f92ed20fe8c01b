import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { react } from '../../commands/pipeline/react.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { domainContexts } from '../../domain/contexts.ts';
import type { RecordedEvent } from '../../ports/event-log.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { createChance } from '../../projections/testing/random.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { language } from '../../schemas/language.ts';
import { extremesOf } from '../../schemas/testing/extremes.ts';
import { toJobMessage } from '../../workers/runtime/job-message.ts';
import { executeRequested } from '../../workers/runtime/processor.ts';
import { rounds, roundsTimeout } from '../harness/rounds.ts';
import { extremeEvents, ids, metadataOf, names } from './events.ts';

const EACH = 10;
/** Films and playbacks that are led to their ends. */
const FILMS = 60;
/** Nothing that processes ask for goes on for ever. */
const MOST = 20_000;
/** How often the world answers what processes asked for. */
const ANSWERS = 4;
const processes = domainContexts.flatMap((context) => context.processes);

/** Everything that follows the log, one event at a time. @returns what would have been parked */
async function handleAll(log: MemoryLog, from: number): Promise<readonly string[]> {
  const execute = executeOn(log);
  const parked: string[] = [];
  for (let index = from; index < log.events.length; index += 1) {
    assert.ok(
      index < MOST,
      `it goes on and on: ${log.events
        .slice(-6)
        .map(({ type, stream }) => `${type} of ${stream}`)
        .join(', ')}`,
    );
    const recorded = log.events[index] as RecordedEvent;
    const decoded = language.decode(recorded);
    assert.equal(decoded.kind, 'known', 'reason' in decoded ? decoded.reason : '');
    const { event } = decoded as { readonly event: DecodedEvent };
    const attempt = async (consumer: string, handle: () => Promise<unknown>): Promise<void> => {
      await handle().catch((error: unknown) => {
        parked.push(`${consumer} ${event.type}: ${String((error as Error).stack).slice(0, 400)}`);
      });
    };
    for (const process of processes)
      if (process.inputs.includes(event.type))
        await attempt(`processor/${process.category}`, () => react({ log, language }, process, event));
    if (event.type === 'kernel.CommandRequested')
      await attempt('processor/commands', () =>
        executeRequested({ log, language, execute, logger: silentLogger }, event),
      );
    await attempt('dispatcher', async () => JSON.stringify(toJobMessage(event)));
  }
  return parked;
}

const versionOf = (type: string) => {
  const found = language.catalog.get(type);
  assert.ok(found !== undefined, type);
  return found.current.definition.data;
};

/** What the world may answer to what was asked for: jobs that start and end somehow, timers that fire. */
function answersTo(asked: readonly RecordedEvent[], seed: number) {
  const chance = createChance(seed);
  return asked.flatMap(({ type, data }) => {
    const { process, processId, ...given } = data as Record<string, string>;
    const ref = { process, processId };
    const event = (name: string, more: object, category: string) => {
      const full = versionOf(name);
      const extremes = fc.sample(extremesOf(full, { ids, more: names }), {
        numRuns: 1,
        seed: chance.below(2 ** 31),
      })[0];
      return {
        stream: `${category}-${processId}`,
        event: {
          id: chance.uuid(),
          type: name,
          data: { ...(extremes as object), ...ref, ...more },
          metadata: metadataOf(name, chance.below(2 ** 31)),
        },
      };
    };
    if (type === 'kernel.TimerSet') return [event('kernel.TimerFired', { name: given['name'] }, String(process))];
    const kind = language.jobs.get(given['kind'] ?? '');
    if (type !== 'kernel.JobRequested' || kind === undefined) return [];
    const job = { jobId: given['jobId'], kind: kind.name };
    const result = fc.sample(extremesOf(kind.result, { ids, more: names }), {
      numRuns: 1,
      seed: chance.below(2 ** 31),
    })[0];
    const end =
      chance.next() < 0.8
        ? event('kernel.JobCompleted', { ...job, result }, 'job')
        : event('kernel.JobFailed', { ...job, final: true }, 'job');
    return [event('kernel.JobStarted', job, 'job'), end];
  });
}

/** First events of instances that nothing else speaks of, so that processes get to their ends. */
function beginnings(seed: number) {
  const chance = createChance(seed);
  return Array.from({ length: FILMS }, (_, index) => {
    const [type, category, key] =
      index % 4 === 0
        ? (['playback.PlaybackStarted', 'playback', 'sessionId'] as const)
        : (['media.UploadCompleted', 'upload', 'uploadId'] as const);
    const data = fc.sample(extremesOf(versionOf(type)), { numRuns: 1, seed: seed + index })[0] as object;
    const own = chance.uuid();
    const unique = { assetId: chance.uuid(), titleId: chance.uuid(), [key]: own };
    const kept = Object.fromEntries(Object.entries(unique).filter(([name]) => name in data));
    return {
      stream: `${category}-${own}`,
      event: { id: chance.uuid(), type, data: { ...data, ...kept }, metadata: metadataOf(type, seed + index) },
    };
  });
}

test(
  'processes, commands and the dispatcher bear every event that a schema allows',
  { timeout: roundsTimeout(120_000) },
  async (t) => {
    for (let round = 1; round <= rounds(1); round += 1)
      await t.test(`seed ${round}`, async () => {
        const log = createMemoryLog();
        log.write([...extremeEvents(round, EACH), ...beginnings(round)]);
        const parked: string[] = [];
        for (let answered = 0, seen = 0; answered <= ANSWERS; answered += 1) {
          parked.push(...(await handleAll(log, seen)));
          const asked = log.events.slice(seen);
          seen = log.events.length;
          log.write(answersTo(asked, round * 100 + answered));
        }
        assert.deepEqual(parked, []);
      });
  },
);
