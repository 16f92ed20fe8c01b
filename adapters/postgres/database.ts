import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Database, Session } from '../../ports/database.ts';
import type { Logger } from '../../ports/logger.ts';
import { withClassifiedErrors } from './failures.ts';
import { query, sessionOn } from './session.ts';
import { types } from './types.ts';

/** How a pool of connections is opened. */
export interface DatabaseOptions {
  readonly url: string;
  readonly log: Logger;
  /** At most this many at once. */
  readonly connections?: number;
  /** A transaction left idle for so long (its process was stopped) is ended by the server, so that others can take over. */
  readonly idleInTransactionMs?: number;
}

/** Opens a pool; connections are made when needed, so a database that is down shows itself at the first statement. */
export function openDatabase({ url, log, connections = 12, idleInTransactionMs = 20_000 }: DatabaseOptions): Database {
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
  const kysely = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: classifying(pool) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });

  /** @param keep whether the connection goes back to the pool when all went well */
  async function onConnection<T>(keep: boolean, work: (session: Session) => Promise<T>): Promise<T> {
    const client = await withClassifiedErrors(() => pool.connect());
    const session = sessionOn(client);
    try {
      return await work(session);
    } finally {
      client.release(!keep || session.isBroken());
    }
  }

  let closed: Promise<void> | undefined;
  return {
    query: (text, values) => query(pool, text, values),
    kysely: <S>() => kysely as Kysely<S>,
    transaction: (work, options) => onConnection(true, (session) => session.transaction(() => work(session), options)),
    session: (work) => onConnection(false, work),
    close: () => (closed ??= pool.end()),
  };
}

/** The pool as kysely sees it: what fails throws the port's errors. */
function classifying(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect(): Promise<PostgresPoolClient> {
      const client = await withClassifiedErrors(() => pool.connect());
      // Kysely also knows cursors; nobody here asks for one.
      const ask = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> =>
        withClassifiedErrors(() => client.query(text, [...values]));
      return {
        query: ask as unknown as PostgresPoolClient['query'],
        release: (destroy) => client.release(destroy),
      };
    },
  };
}
