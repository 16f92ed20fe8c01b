import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { createVault } from '../../adapters/postgres/vault.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Vault } from '../../ports/vault.ts';
import { openFreshDatabase } from '../../projections/testing/database.ts';
import { startTestServices } from '../harness/services.ts';
import { paired, rate, seconds, time, type Benchmark, type Figure } from './bench.ts';
import { anEvent, callsPerSecond } from './events.ts';
import { copies } from './person-copy.ts';
import { openScope, type Scope } from './scope.ts';
import { silent } from './silent.ts';

const ROUNDS = 9;
const SEALS = 4000;
const APPENDS = 1000;
const IN_FLIGHT = 16;
const FINDS = 300;
const FORGETS = 50;
const LOOKUPS = 100_000;
const EMAIL = 'somebody.of.usual.length@example.org';

/** What sealing costs, against the cipher alone and against events that hold the same in plain, and finding people among many. */
export const identity: Benchmark = {
  name: 'identity',
  description: 'seals, events with a sealed field, looking people up, and copies of everything about one',
  async *run(report) {
    await using scope = openScope();
    const { urls } = await startTestServices(scope.afterwards, { eventstore: true, postgres: true });
    const [few, many] = [await openVault(scope, urls.postgres, 1), await openVault(scope, urls.postgres, LOOKUPS)];
    const log = openEventLog({ url: urls.eventstore, log: silent });
    scope.afterwards.after(() => log.close());
    report(`${ROUNDS} rounds of ${SEALS} seals, ${APPENDS} appends and ${FINDS} lookups`);
    yield await seals(few);
    yield await appends(log, few);
    yield await finds(many, few);
    yield await forgets(many, few);
    yield await copies(scope, urls.postgres, report);
  },
};

/** A vault in a database of its own, by which so many people are found: the first of them by `EMAIL`. */
async function openVault(scope: Scope, url: string, people: number): Promise<Vault> {
  const { db } = await openFreshDatabase(url, 'identity');
  scope.afterwards.after(() => db.close());
  const vault = createVault(db, [randomUUID()]);
  await vault.prepare();
  await vault.claim('email', EMAIL, randomUUID());
  // Digests of nobody: an index knows no difference.
  await db.query(
    `insert into vault.lookups (kind, digest, subject)
     select 'email', sha256(n::text::bytea), gen_random_uuid() from generate_series(2, $1::int) n`,
    [people],
  );
  await db.query(
    `insert into vault.keys (subject, wrapped, master)
     select subject, sha256(digest) || sha256(digest), (select id from vault.master_keys) from vault.lookups`,
  );
  await db.query('analyze vault.lookups');
  await db.query('analyze vault.keys');
  return vault;
}

/** Seals for one person whose key is in memory, against the same cipher with nothing around it. */
async function seals(vault: Vault): Promise<Figure> {
  const subject = randomUUID();
  const key = randomBytes(32);
  const context = Buffer.from(`email/${subject}`);
  const bare = async (): Promise<Buffer> => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
    return Buffer.concat([nonce, cipher.update(EMAIL), cipher.final(), cipher.getAuthTag()]);
  };
  const ours = async () => callsPerSecond(SEALS, 1, () => vault.seal(subject, 'email', EMAIL));
  const theirs = async () => callsPerSecond(SEALS, 1, bare);
  await ours();
  await theirs();
  return rate('seal, against AES-256-GCM alone', 'seals/s', await paired(ROUNDS, ours, theirs));
}

/** Events whose field is sealed just before, against events with the same field in plain, through the same adapter. */
async function appends(log: EventLog, vault: Vault): Promise<Figure> {
  const subject = randomUUID();
  const run = randomUUID();
  const append = (kind: string, fieldOf: () => Promise<string>) => () =>
    callsPerSecond(APPENDS, IN_FLIGHT, async (caller) => {
      const data = { filler: 'x'.repeat(190), email: await fieldOf() };
      await log.append(`${kind}-${run}${caller}`, 'any', [{ ...anEvent(), data }]);
    });
  const sealed = append('sealed', () => vault.seal(subject, 'email', EMAIL));
  const plain = append('plain', async () => EMAIL);
  await sealed();
  await plain();
  const pair = await paired(ROUNDS, sealed, plain);
  return rate(`append with a sealed field, ${IN_FLIGHT} in flight, against a plain one`, 'events/s', pair);
}

/** Finding one of so many people, against finding the only one. */
async function finds(many: Vault, few: Vault): Promise<Figure> {
  const find = (vault: Vault) => async (): Promise<number> => {
    const took = await seconds(async () => {
      for (let n = 0; n < FINDS; n += 1)
        if ((await vault.find('email', EMAIL)) === undefined)
          throw new Error('Nobody was found; the figure would be wrong.');
    });
    return (took / FINDS) * 1000;
  };
  await find(many)();
  await find(few)();
  return time(`find among ${LOOKUPS} people, against the only one`, 'ms', await paired(ROUNDS, find(many), find(few)));
}

/** Destroying the key of one person, with all that they are found by, among so many people against among few. */
async function forgets(many: Vault, few: Vault): Promise<Figure> {
  const forget = (vault: Vault) => async (): Promise<number> => {
    const subjects = Array.from({ length: FORGETS }, () => randomUUID());
    for (const subject of subjects) {
      await vault.seal(subject, 'email', EMAIL);
      await vault.claim('email', `${subject}@example.org`, subject);
    }
    const took = await seconds(async () => {
      for (const subject of subjects) await vault.forget(subject);
    });
    return (took / FORGETS) * 1000;
  };
  await forget(many)();
  await forget(few)();
  return time(
    `forget one of ${LOOKUPS} people, against one of few`,
    'ms',
    await paired(ROUNDS, forget(many), forget(few)),
  );
}
