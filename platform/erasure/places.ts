import { countPayloads } from '../../adapters/nats/count-payloads.ts';
import { countKeys } from '../../adapters/redis/redis.ts';
import type { Database } from '../../ports/database.ts';
import { Outage } from '../../ports/outage.ts';
import type { PersonalPlaces, PlaceLook } from '../../ports/personal-places.ts';
import { snakeCase } from '../../projections/db/table.ts';
import type { Queries } from '../../projections/queries.ts';
import type { Projection } from '../../projections/runtime/projection.ts';
import type { ServiceUrls } from '../service-urls.ts';

/** How long it is waited for read models, ms. */
const WAIT_MS = 30_000;

/** The read models, the queues and Redis. */
export function createPersonalPlaces(given: {
  readonly db: Database;
  readonly queries: Queries;
  readonly projections: readonly Projection[];
  readonly urls: Pick<ServiceUrls, 'nats' | 'redis'>;
}): PersonalPlaces {
  const { db, queries, projections, urls } = given;
  return {
    async look(accountId, position) {
      const names = projections.map(({ name }) => name);
      if (!(await queries.consistency.waitFor(String(position), names, WAIT_MS)))
        throw new Error('The read models are not as far as the log yet.');
      const found = await findable(queries, accountId);
      const looks: PlaceLook[] = [];
      for (const projection of projections) {
        const sealed = await sealedIn(db, projection, accountId);
        looks.push({ place: `read model ${projection.name}`, left: found[projection.name] ?? 0, sealed });
      }
      // Queues hold sealed values; those of somebody who was forgotten open for nobody.
      const queued = await reached('NATS', countPayloads(urls.nats, `v1.${accountId}.`));
      const keys = await reached('Redis', countKeys(urls.redis, accountId));
      return [...looks, { place: 'JetStream', left: 0, sealed: queued }, { place: 'Redis', left: keys, sealed: 0 }];
    },
  };
}

/** What pages would still find of somebody, by read model. */
async function findable(queries: Queries, accountId: string): Promise<Readonly<Record<string, number>>> {
  const [account, profiles, signIns] = await Promise.all([
    queries.accounts.byId(accountId),
    queries.profiles.ofAccount(accountId),
    queries.signIns.open(accountId, new Date(0).toISOString()),
  ]);
  const open = account !== undefined && (account.status !== 'erased' || account.email !== null);
  return { accounts: open ? 1 : 0, profiles: profiles.length, sign_ins: signIns.length };
}

/** Rows that hold a sealed value of somebody in whatever column. */
async function sealedIn(db: Database, { name, tables }: Projection, accountId: string): Promise<number> {
  let rows = 0;
  for (const table of tables) {
    const { rows: counted } = await db.query<{ count: number }>(
      `select count(*)::int as count from ${name}.${snakeCase(table.name)} t where strpos(t::text, $1) > 0`,
      [`v1.${accountId}.`],
    );
    rows += counted[0]?.count ?? 0;
  }
  return rows;
}

/** What does not answer is asked again later. */
const reached = <T>(name: string, answer: Promise<T>): Promise<T> =>
  answer.catch((cause: unknown) => {
    throw new Outage(`${name} does not answer, so nobody can say what is there.`, { cause });
  });
