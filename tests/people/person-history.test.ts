import { deepEqual, ok } from 'node:assert/strict';
import { it } from 'node:test';
import { collect } from '../../ports/testing/event-log.contract.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryVault } from '../../ports/testing/memory-vault.ts';
import type { PersonStreams } from '../../ports/person-streams.ts';
import { traces, tracesProjection } from '../../projections/identity/traces.projection.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';
import { createChance } from '../../projections/testing/random.ts';
import { language } from '../../schemas/language.ts';
import { lookAtLog, lookAtStreams } from '../../workers/identity/confirm-erasure.job.ts';
import { historyOf, personOf } from '../../workers/identity/person-history.ts';
import { randomLives } from './random-lives.ts';
import { historyByWholeLog, personByWholeLog } from './whole-log.ts';

const SEED = Number(process.env['REPRISE_TEST_SEED'] ?? 9);
const ROUNDS = Number(process.env['REPRISE_TEST_ROUNDS'] ?? 8);

it('what streams tell of somebody is what the whole log tells, over random lives', async () => {
  let events = 0;
  const types = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const chance = createChance(SEED * 1000 + round);
    const log = createMemoryLog();
    const vault = createMemoryVault();
    const accounts = await randomLives(chance, log, vault);
    const rows = rowsIn(tracesProjection, traces, log.events);
    const streams: PersonStreams = {
      async of(subjects) {
        const own = rows.filter(({ subject }) => subjects.includes(subject));
        const names = [...new Set(own.map(({ stream }) => stream))];
        const found = names.map((stream) => {
          const some = own.filter((row) => row.stream === stream);
          const position = some.map((row) => row.position).reduce((a, b) => (a < b ? a : b));
          return { stream, position, named: some.some((row) => row.named), sealed: some.some((row) => row.sealed) };
        });
        return found.toSorted((a, b) => Number(a.position - b.position));
      },
    };
    const tools = { log, language, streams };
    const until = await log.head();
    for (const accountId of accounts) {
      const seen: number[] = [];
      const signal = new AbortController().signal;
      const reading = { accountId, until, signal, onProgress: (part: number) => seen.push(part) };
      const hint = `REPRISE_TEST_SEED=${SEED}, round ${round}, ${accountId}`;
      const person = await personOf(tools, reading);
      deepEqual(person, await personByWholeLog(tools, accountId), hint);
      const history = await collect(historyOf(tools, reading, person));
      deepEqual(history, await historyByWholeLog(tools, accountId, person), hint);
      ok(seen.every((part) => part >= 0 && part <= 1) && seen.at(-1) === 1, hint);
      deepEqual(
        await lookAtStreams({ log, vault, streams }, accountId, until),
        await lookAtLog({ log, vault }, accountId),
        hint,
      );
      events += history.length;
      for (const { type } of history) types.add(type);
    }
  }
  ok(events > ROUNDS * 50, String(events));
  for (const type of [
    'identity.ProfileTransferred',
    'playback.PlaybackHeartbeat',
    'billing.PaymentAwaited',
    'billing.InvoicePaid',
    'identity.PersonalDataRead',
  ])
    ok(types.has(type), `no life had ${type}`);
});
