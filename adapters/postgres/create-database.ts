import pg from 'pg';

/**
 * Makes sure that the database exists and gives back the server's version.
 * Undefined while the server does not answer or is still starting.
 */
export const createDatabase = async (port: number, database: string): Promise<string | undefined> => {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'reprise',
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  });
  // A server that goes away in mid-sentence must not end us: the probe is simply tried again.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch {
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
