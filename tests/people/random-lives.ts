import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Chance } from '../../projections/testing/random.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { Vault } from '../../ports/vault.ts';
import type { DomainEvent } from '../../schemas/contexts.ts';
import { SEALED } from '../../schemas/kernel/sealed.ts';
import { language } from '../../schemas/language.ts';

interface Fixture {
  readonly type: DomainEvent['type'];
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

const root = fileURLToPath(new URL('../../schemas/fixtures', import.meta.url));
const fixtures: ReadonlyMap<string, Fixture> = new Map(
  globSync('*.json', { cwd: root }).map((file) => {
    const fixture = JSON.parse(readFileSync(join(root, file), 'utf8')) as Fixture;
    return [fixture.type, fixture] as const;
  }),
);
const categories: ReadonlyMap<string, string> = new Map(language.events.map(({ type, category }) => [type, category]));

/** The event that a stream begins with; streams of other categories begin with any of theirs. */
const FIRST: Readonly<Record<string, string>> = {
  account: 'identity.AccountRegistered',
  profile: 'identity.ProfileCreated',
  signin: 'identity.SignedIn',
  playback: 'playback.PlaybackStarted',
  invoice: 'billing.InvoiceDrafted',
};
/** Streams that are there once for everybody. */
const SHARED: ReadonlySet<string> = new Set(['administration', 'invoicebook', 'creditbook']);
/** Streams whose id is the account's. */
const PERSONAL: ReadonlySet<string> = new Set(['account', 'factor', 'consent', 'payer', 'erasure', 'mailing']);

/** A stream, and whose it is now. */
interface Life {
  readonly category: string;
  readonly id: string;
  accountId: string;
  profileId: string;
  begun: boolean;
}

/**
 * Writes lives of a few households into a log: every kind of event that there is a fixture of, in streams as the platform has them,
 * in any order; profiles move between households, anonymous ones become theirs.
 * @returns the accounts
 */
export async function randomLives(chance: Chance, log: MemoryLog, vault: Vault): Promise<readonly string[]> {
  const accounts = Array.from({ length: 2 + chance.below(3) }, () => chance.uuid());
  const lives: Life[] = [];
  const live = (category: string, id: string, accountId: string, profileId: string): Life => {
    const life: Life = { category, id, accountId, profileId, begun: false };
    lives.push(life);
    return life;
  };
  // More profiles than households have made: some browsers' stay anonymous.
  const profiles = accounts.flatMap((accountId) =>
    Array.from({ length: 3 }, () => chance.uuid()).map((id) => live('profile', id, accountId, id)),
  );
  const types = [...fixtures.keys()].filter((type) => !type.startsWith('kernel.') && !type.startsWith('media.'));

  const append = async (stream: string, fixture: Fixture, life: Life, others: object): Promise<void> => {
    const { accountId, profileId } = life;
    const ids = { accountId, profileId, [`${life.category}Id`]: life.id, ...IDS[life.category]?.(life.id), ...others };
    const data = await filled(fixture.data, ids, (value) => vault.seal(life.accountId, 'name', value));
    await log.append(stream, 'any', [
      { id: chance.uuid(), type: fixture.type, data, metadata: fixture.metadata as never },
    ]);
  };
  const fixtureOf = (type: string): Fixture => {
    const fixture = fixtures.get(type);
    if (fixture === undefined) throw new Error(`There is no fixture of ${type}.`);
    return fixture;
  };
  /** Some stream of a category, or another one. */
  const pick = (category: string): Life => {
    const profile = chance.pick(profiles);
    const accountId = chance.pick(accounts);
    if (category === 'profile') return profile;
    const own = lives.filter((life) => life.category === category);
    if (SHARED.has(category)) {
      const one = own[0] ?? live(category, chance.uuid(), accountId, profile.id);
      one.accountId = accountId;
      return one;
    }
    if (PERSONAL.has(category))
      return own.find((life) => life.id === accountId) ?? live(category, accountId, accountId, profile.id);
    return own.length > 0 && chance.next() < 0.6
      ? chance.pick(own)
      : live(category, chance.uuid(), category === 'playback' ? profile.accountId : accountId, profile.id);
  };
  const begin = async (life: Life): Promise<void> => {
    const first = FIRST[life.category];
    if (!life.begun && first !== undefined) await append(`${life.category}-${life.id}`, fixtureOf(first), life, {});
    life.begun = true;
  };

  for (let step = 0; step < 250; step += 1) {
    const type = chance.pick(types);
    const category = categories.get(type) ?? '';
    const besides = beside.get(category);
    const life = pick(besides ?? category);
    await begin(life);
    const accountIds = accounts.filter(() => chance.next() < 0.4);
    if (type === 'identity.ProfileTransferred') {
      const fromAccountId = life.accountId;
      life.accountId = chance.pick(accounts);
      await append(`${category}-${life.id}`, fixtureOf(type), life, { fromAccountId });
    } else if (type !== FIRST[category]) {
      // Version 0.1.0 wrote heartbeats between the milestones.
      const where = category === 'heartbeats' && chance.next() < 0.3 ? 'playback' : category;
      await append(`${where}-${life.id}`, fixtureOf(type), life, { accountIds });
    }
    if (chance.next() < 0.1) {
      const mailing = pick('mailing');
      const { data, ...rest } = fixtureOf('kernel.JobRequested');
      const input = { kind: 'send-mail', accountId: '', email: SAMPLE, locale: 'en' };
      await append(`mailing-${mailing.id}`, { ...rest, data: { ...data, input } }, mailing, {});
    }
    if (chance.next() < 0.01) await vault.forget(chance.pick(accounts)).then(() => undefined);
    if (chance.next() < 0.05)
      await log.append(`foreign-${step}`, 'any', [
        { id: chance.uuid(), type: 'not.Ours', data: { accountId: accounts[0] }, metadata: {} as never },
      ]);
  }
  return accounts;
}

const beside = new Map(language.contexts.flatMap((context) => Object.entries(context.beside ?? {})));

/** Fields that hold the id of a stream and are not called as its category is. */
const IDS: Readonly<Record<string, (id: string) => object>> = {
  signin: (signInId) => ({ signInId }),
  playback: (sessionId) => ({ sessionId }),
};

const SAMPLE = `v1.00000000-0000-4000-8000-0000000000a1.${'q83v'.repeat(12)}`;

/** A copy with these ids in place of those of the fixture, and what is sealed sealed by somebody there is. */
async function filled(
  value: unknown,
  ids: Readonly<Record<string, unknown>>,
  seal: (text: string) => Promise<string>,
): Promise<unknown> {
  if (typeof value === 'string' && SEALED.test(value)) return seal('somebody').catch(() => value);
  if (Array.isArray(value)) return Promise.all(value.map((each) => filled(each, ids, seal)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    async ([name, part]) => [name, name in ids && part !== null ? ids[name] : await filled(part, ids, seal)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
