import { sql } from 'kysely';
import type { Database } from '../../ports/database.ts';
import type { Signals } from '../../ports/signals.ts';
import type { RuntimeTables } from '../db/runtime-tables.ts';
import { consumerOf } from '../db/read-model-schema.ts';
import type { Projection } from './projection.ts';
import { BadCursor } from '../db/cursor.ts';
import { limitOf } from '../db/page.ts';
import type { Consistency, ProjectionStatus } from './consistency.ts';
import { previousOf } from './swap.ts';
import { createVersions } from './versions.ts';
import { troublesOf } from './troubles.ts';
import { createWaiters } from './waiters.ts';

const states = ['live', 'catching-up', 'rebuilding', 'paused', 'stopped'] as const;
const isState = (text: string): text is ProjectionStatus['state'] => (states as readonly string[]).includes(text);

interface StatusRecord {
  readonly name: string;
  readonly state: string;
  readonly position: bigint;
  readonly updatedAt: string;
  readonly held: boolean;
  readonly rebuilding: boolean;
  readonly parked: bigint;
}

/**
 * Read-your-writes and supervision. With signals, a wait ends as soon as the runner says so; without (or when one is lost)
 * the checkpoints are polled, one statement for all who wait.
 */
export function createConsistency(db: Database, projections: readonly Projection[], signals?: Signals): Consistency {
  const kysely = db.kysely<RuntimeTables>();
  const names = projections.map(({ name }) => name);
  const waiters = createWaiters({
    signals,
    async readPositions() {
      const rows = await kysely
        .selectFrom('runtime.checkpoints')
        .select(['consumer', 'position'])
        .where('consumer', 'in', names.map(consumerOf))
        .execute();
      const prefix = consumerOf('').length;
      return new Map(rows.map(({ consumer, position }) => [consumer.slice(prefix), position]));
    },
  });

  const versions = createVersions(db, names);

  const queries: Consistency = {
    async waitFor(token, wantedNames, timeoutMs) {
      const wanted = /^\d{1,19}$/.test(token) ? BigInt(token) : undefined;
      // A token that we did not make promises nothing that could be waited for.
      if (wanted === undefined || wantedNames.some((name) => !names.includes(name))) return false;
      return waiters.wait(wanted, wantedNames, timeoutMs);
    },
    async version(wanted, since) {
      const known = wanted.length === 0 ? new Map<string, string>() : await versions(since);
      const found = wanted.map((name) => known.get(name));
      return found.includes(undefined) ? undefined : found.join(' ');
    },
    async status() {
      const { rows } = await sql<StatusRecord>`
        select p.name, p.state, c.position, c.updated_at,
          (c.holder is not null and c.expires_at > now()) as held,
          exists (select 1 from runtime.checkpoints r where r.consumer = 'rebuild/' || p.name and r.holder is not null and r.expires_at > now()) as rebuilding,
          (select count(*) from runtime.parked_events e where e.projection = p.name) as parked
        from runtime.projections p join runtime.checkpoints c on c.consumer = 'projection/' || p.name
        where p.name in (${sql.join(names)})
        order by p.name`.execute(kysely);
      return rows.map(({ name, state, position, updatedAt, held, rebuilding, parked }): ProjectionStatus => ({
        name,
        position: String(position),
        state: rebuilding ? 'rebuilding' : held && isState(state) ? state : 'stopped',
        parked: Number(parked),
        updatedAt,
      }));
    },
    troubles: async () => troublesOf(await queries.status(), await queries.parkedCounts()),
    async parkedCounts() {
      const { rows } = await sql<{ consumer: string; events: bigint; keys: bigint }>`
        select projection as consumer, count(*) as events, count(distinct key) filter (where blocks) as keys
        from runtime.parked_events where projection not in (${sql.join(names.map(previousOf))})
        group by projection order by projection`.execute(kysely);
      return rows.map(({ consumer, events, keys }) => ({ consumer, events: Number(events), keys: Number(keys) }));
    },
    parked: async (limit) => (await queries.parkedPage({ first: limit })).rows.map(({ row }) => row),
    async parkedPage({ first, after }) {
      const wanted = limitOf(first);
      const last = after === undefined ? undefined : placeOf(after);
      const rows = await kysely
        .selectFrom('runtime.parkedEvents')
        .select(['projection', 'position', 'eventId', 'stream', 'type', 'key', 'error', 'parkedAt'])
        // What was parked before the last rebuild is kept for a rollback only. Processes and dispatchers park here as well.
        .where('projection', 'not in', names.map(previousOf))
        // Several may have parked the same event.
        .$if(last !== undefined, (query) =>
          query.where(sql<boolean>`(-position, projection) > (${last?.position}::bigint * -1, ${last?.projection})`),
        )
        .orderBy('position', 'desc')
        .orderBy('projection')
        .limit(wanted)
        .execute();
      return {
        rows: rows.slice(0, wanted - 1).map(({ position, ...row }) => ({
          cursor: cursorOf(position, row.projection),
          row: { ...row, position: String(position) },
        })),
        hasNextPage: rows.length === wanted,
      };
    },
  };
  return queries;
}

const cursorOf = (position: bigint, projection: string): string =>
  Buffer.from(`parked:${position}:${projection}`).toString('base64url');

function placeOf(cursor: string): { readonly position: string; readonly projection: string } {
  const [, position, projection] =
    /^parked:(\d{1,18}):([\w/-]{1,200})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (position === undefined || projection === undefined) throw new BadCursor();
  return { position, projection };
}
