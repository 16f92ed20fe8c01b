import assert from 'node:assert/strict';

import { test } from 'node:test';
import fc from 'fast-check';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { progressProjection } from '../../projections/playback/progress.projection.ts';

import { plainFold } from '../../projections/testing/plain-fold.ts';
import type { TitleId } from '../../schemas/catalog/ids.ts';
import type { ProfileId } from '../../schemas/kernel/id.ts';
import type { SessionId } from '../../schemas/playback/ids.ts';
import { language } from '../../schemas/language.ts';
import { summarisePlayback } from '../../workers/playback/summarise.job.ts';
import { createSessionWriter } from '../../workers/playback/session-writer.ts';
import type { Heartbeat } from '../../workers/playback/heartbeat.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { playedSession } from '../../workers/testing/played-session.ts';
import { createFakeClock } from '../../ports/testing/fake-clock.ts';
import { rounds } from '../harness/rounds.ts';

const START = Date.parse('2026-06-01T12:00:00Z');
const id = '00000000-0000-4000-8000-000000000007';
const ids = { sessionId: id as SessionId, titleId: id as TitleId, profileId: id as ProfileId };
const STATES = ['p', 'p', 'p', 'a', 'k', 'r', 's', 'f'] as const;

/** Batches of a session as a device that was offline has them: numbered in order, some of them lost. */
const batches = fc.array(
  fc.record({
    lost: fc.boolean(),
    samples: fc.array(fc.record({ sta: fc.constantFrom(...STATES), pt: fc.nat(7_200_000), br: fc.nat(5000) }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  { minLength: 1, maxLength: 8 },
);
/** In which order they arrive, and which of them come twice. */
const arrival = fc.tuple(fc.array(fc.nat(7), { maxLength: 20 }), fc.boolean());

/** What the log, the summary and the progress become when heartbeats arrive so. */
async function outcomeOf(
  heartbeats: readonly Heartbeat[],
  session: ReturnType<typeof playedSession>,
  log: ReturnType<typeof createMemoryLog>,
) {
  const write = createSessionWriter(log);
  for (const heartbeat of heartbeats) await write(heartbeat);
  const { kind: _, ...job } = await summarisePlayback.run({ log, language }, {
    input: { kind: 'summarise-playback', sessionId: session.ids.sessionId },
    signal: AbortSignal.timeout(5000),
  } as never);
  const rows = plainFold(progressProjection, log.events)['progress'] ?? [];
  return { job, place: rows.map(({ position: _at, ...row }) => row) };
}

test('batches that were kept offline come to the same, in whatever order and however often they arrive', async () => {
  await fc.assert(
    fc.asyncProperty(batches, arrival, async (made, [order, backwards]) => {
      const results = [];
      for (const isShuffled of [false, true]) {
        const log = createMemoryLog();
        const clock = createFakeClock(START);
        const session = playedSession({ log, execute: executeOn(log), clock, ids });
        await session.start();
        const heartbeats = made.flatMap(({ lost, samples }, index): readonly Heartbeat[] =>
          lost
            ? []
            : [
                {
                  ...session.heartbeat(index + 1),
                  receivedAt: new Date(START + 3_600_000 + index).toISOString(),
                  samples: samples.map((each, at) => ({ ...each, ts: START + index * 30_000 + at * 5000 })),
                },
              ],
        );
        const again = order.flatMap((index) => heartbeats[index] ?? []);
        const inOrder = backwards ? heartbeats.toReversed() : heartbeats;
        results.push(await outcomeOf(isShuffled ? [...again, ...inOrder, ...again] : heartbeats, session, log));
      }
      assert.deepEqual(results[1], results[0]);
    }),
    { numRuns: 40 * rounds(1) },
  );
});
