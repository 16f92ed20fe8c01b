import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from '../../ports/logger.ts';
import type { Schema } from './schema.ts';

/** PostgreSQL as the projections use it: kysely for queries, the pool for the runner's own few statements. */
export interface Database {
  readonly kysely: Kysely<Schema>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

const INT8 = 20;
const TIMESTAMPTZ = 1184;

/** `2026-01-02 03:04:05.6+00` → `2026-01-02T03:04:05.600Z`. The session's time zone is UTC. */
function parseInstant(value: string): string {
  if (value.length < 22 || !value.endsWith('+00')) return new Date(value).toISOString();
  const fraction = value.slice(20, -3);
  return `${value.slice(0, 10)}T${value.slice(11, 19)}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === INT8) return BigInt;
    if (format !== 'binary' && oid === TIMESTAMPTZ) return parseInstant;
    return pg.types.getTypeParser(oid, format);
  },
};

/**
 * Opens a pool; connections are made when needed, so a database that is down shows itself at the first statement.
 * @param connections at most this many at once.
 * @param idleInTransactionMs a transaction left idle for so long (its process was stopped) is ended by the server, so that
 *   others can take over.
 */
export function openDatabase({
  url,
  log,
  connections = 12,
  idleInTransactionMs = 20_000,
}: {
  url: string;
  log: Logger;
  connections?: number;
  idleInTransactionMs?: number;
}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    connectionTimeoutMillis: 5_000,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    application_name: 'reprise',
    options: '-c timezone=UTC',
    keepAlive: true,
  });
  pool.on('error', (error) => log.warn({ error: error.message }, 'an idle connection to PostgreSQL was lost'));
  // A client in use reports its loss twice, as a failed query and as this event; only the first counts.
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  let closed: Promise<void> | undefined;
  return { kysely, pool, close: () => (closed ??= kysely.destroy()) };
}
