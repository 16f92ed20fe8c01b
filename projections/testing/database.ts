import type { Logger } from '../../ports/logger.ts';
import { openDatabase } from '../db/database.ts';
import type { Database } from '../db/database.ts';

/** Says nothing, unless `REPRISE_TEST_LOG` is set. */
export const quietLog: Logger = {
  debug() {},
  info: (fields, message) => say('info', fields, message),
  warn: (fields, message) => say('warn', fields, message),
  error: (fields, message) => say('error', fields, message),
  child: () => quietLog,
};

function say(level: string, fields: object, message: string | undefined): void {
  if (process.env['REPRISE_TEST_LOG'] !== undefined) console.error(level, message, fields);
}

let made = 0;

/** An empty database beside that of `url`, whose name it extends, so that tests of one file do not meet. */
export async function openFreshDatabase(url: string, name: string): Promise<{ db: Database; url: string }> {
  const server = openDatabase({ url, log: quietLog, connections: 1 });
  made += 1;
  const database = `${new URL(url).pathname.slice(1)}_${name}_${made}`;
  await server.pool.query(`create database "${database}"`);
  await server.close();
  const own = new URL(url);
  own.pathname = `/${database}`;
  return { db: openDatabase({ url: own.href, log: quietLog }), url: own.href };
}
