import { randomUUID } from 'node:crypto';
import { createVault } from '../../adapters/postgres/vault.ts';
import { createPersonStreams } from '../../platform/erasure/person-streams.ts';
import type { EventLog, NewEvent } from '../../ports/event-log.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { Vault } from '../../ports/vault.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { tracesProjection } from '../../projections/identity/traces.projection.ts';
import { createTraceQueries } from '../../projections/identity/traces.queries.ts';
import { openFreshDatabase } from '../../projections/testing/database.ts';
import { makeEvent } from '../../projections/testing/made-events.ts';
import { createChance } from '../../projections/testing/random.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { language } from '../../schemas/language.ts';
import { exportDocument } from '../../workers/identity/export-document.ts';
import { paired, seconds, time, type Figure } from './bench.ts';
import type { Scope } from './scope.ts';

const FEW = 1000;
const MANY = 100_000;
const ROUNDS = 15;
/** Copies of a round: one takes some milliseconds. */
const COPIES = 20;
const SIGN_INS = 10;
const SESSIONS = 60;

const chance = createChance(7);
const an = (type: string, data: object): NewEvent => makeEvent(chance, type, data);

/** What somebody's first minutes leave. */
async function registered(vault: Pick<Vault, 'seal'> | undefined, accountId: string): Promise<readonly NewEvent[]> {
  const box = `v1.${accountId}.${'q83v'.repeat(14)}`;
  const email = (await vault?.seal(accountId, 'email', 'somebody@example.org')) ?? box;
  const who = { accountId, email, locale: 'en' };
  return [
    an('identity.AccountRegistered', { ...who, via: 'password' }),
    an('identity.PasswordSet', { ...who, hash: box, reason: 'registered' }),
    an('identity.EmailVerified', { accountId, linkId: chance.uuid() }),
  ];
}

/** A household that has been here for a while. */
async function live(log: EventLog, vault: Vault, accountId: string): Promise<void> {
  await log.append(`account-${accountId}`, 'no-stream', await registered(vault, accountId));
  const profileId = randomUUID();
  const name = await vault.seal(accountId, 'name', 'Somebody');
  const profile = { profileId, accountId, name, avatar: 'sky', kids: false, maturityCap: 18, language: 'en' };
  await log.append(`profile-${profileId}`, 'no-stream', [an('identity.ProfileCreated', profile)]);
  for (let nth = 0; nth < SIGN_INS; nth += 1) {
    const signInId = randomUUID();
    const how = { method: 'password', device: 'Firefox on Linux', expiresAt: new Date().toISOString() };
    await log.append(`signin-${signInId}`, 'no-stream', [an('identity.SignedIn', { signInId, accountId, ...how })]);
  }
  for (let nth = 0; nth < SESSIONS; nth += 1) {
    const ids = { sessionId: randomUUID(), titleId: randomUUID(), profileId };
    await log.append(`playback-${ids.sessionId}`, 'no-stream', [
      an('playback.PlaybackStarted', { ...ids, packageId: chance.uuid(), durationMs: 60_000, startPositionMs: 0 }),
      an('playback.PlaybackEnded', { ...ids, reason: 'quit', positionMs: 30_000 }),
    ]);
  }
}

/** A log of so many people, with the read model that names their streams. @returns makes a copy for one of them, in ms */
async function populated(scope: Scope, postgres: string, people: number): Promise<() => Promise<number>> {
  const log = createMemoryLog();
  const { db } = await openFreshDatabase(postgres, 'copies');
  scope.afterwards.after(() => db.close());
  const vault = createVault(db, [randomUUID()]);
  await vault.prepare();
  for (let nth = 1; nth < people; nth += 1) {
    const other = randomUUID();
    log.write((await registered(undefined, other)).map((event) => ({ stream: `account-${other}`, event })));
  }
  const accountId = randomUUID();
  await live(log, vault, accountId);
  await migrate(db, [tracesProjection]);
  await rebuild({ db, log, language, name: 'traces', projections: [tracesProjection] });
  // Nothing is written any more, so the rows are as far as the log.
  const streams = createPersonStreams({
    traces: createTraceQueries(db),
    consistency: { waitFor: async () => true } as never,
  });
  const tools = { log, language, vault, streams };
  const { signal } = new AbortController();
  const copy = { accountId, madeAt: new Date().toISOString(), signal, onProgress: () => undefined };
  return async () => {
    let size = 0;
    const took = await seconds(async () => {
      for (let nth = 0; nth < COPIES; nth += 1)
        for await (const piece of exportDocument(tools, copy)) size += piece.length;
    });
    if (size < COPIES * SESSIONS * 1000) throw new Error('The copies are too short; the figure would be wrong.');
    return (took / COPIES) * 1000;
  };
}

/** A copy of everything about one person, in a log of many people against one in a log of few. The log is in memory: it has its own figures. */
export async function copies(scope: Scope, postgres: string, report: (line: string) => void): Promise<Figure> {
  report(`writing logs of ${FEW} and of ${MANY} people`);
  const [few, many] = [await populated(scope, postgres, FEW), await populated(scope, postgres, MANY)];
  await many();
  await few();
  report(`${ROUNDS} rounds of ${COPIES} copies`);
  return time(`copy of one of ${MANY} people, against one of ${FEW}`, 'ms', await paired(ROUNDS, many, few));
}
