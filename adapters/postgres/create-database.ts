import pg from 'pg';

/** PostgreSQL's code for a user that is unknown or did not know the password. */
const WRONG_PASSWORD = '28P01';

/**
 * Makes sure that the database of this URL exists and gives back the server's version.
 * Undefined while the server does not answer or is still starting.
 * @throws Error when the server refuses the user, or to make the database
 */
export const createDatabase = async (url: string): Promise<string | undefined> => {
  const database = new URL(url).pathname.slice(1);
  const client = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href,
    connectionTimeoutMillis: 2000,
  });
  // A server that goes away in mid-sentence must not end us: the probe is simply tried again.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    if ((error as { code?: unknown }).code === WRONG_PASSWORD) throw error;
    return undefined;
  }
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
    const version = await client.query<{ server_version: string }>('show server_version');
    return version.rows[0]?.server_version.split(' ')[0] ?? 'unknown';
  } finally {
    await client.end();
  }
};
