import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { Database } from '../../ports/database.ts';

let made = 0;

/** An empty database beside that of `url`, whose name it extends, so that tests of one file do not meet. */
export async function openFreshDatabase(url: string, name: string): Promise<{ db: Database; url: string }> {
  const server = openDatabase({ url, log: silentLogger, connections: 1 });
  made += 1;
  const database = `${new URL(url).pathname.slice(1)}_${name}_${made}`;
  await server.query(`create database "${database}"`);
  await server.close();
  const own = new URL(url);
  own.pathname = `/${database}`;
  return { db: openDatabase({ url: own.href, log: silentLogger }), url: own.href };
}

/** The same database; the first two words of each statement, and the ends of transactions, are noted. */
export function recording(db: Database, statements: string[]): Database {
  const note = (text: string): void => void statements.push(text.trim().split(/\s+/).slice(0, 2).join(' '));
  return {
    ...db,
    query: (text, values) => (note(text), db.query(text, values)),
    transaction: (work, options) =>
      db.transaction(async (session) => {
        note('begin');
        const result = await work({
          ...session,
          query: (text, values) => (note(text), session.query(text, values)),
          copyIn: (text, chunks) => (note(text), session.copyIn(text, chunks)),
        });
        note('commit');
        return result;
      }, options),
  };
}
