import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Answer, Session } from '../../ports/database.ts';
import { withClassifiedErrors } from './failures.ts';

type Queryable = Pick<pg.PoolClient, 'query'>;

/** One statement, on one connection or any of a pool. */
export const query = <R extends object>(
  client: Queryable | Pick<pg.Pool, 'query'>,
  text: string,
  values?: readonly unknown[],
): Promise<Answer<R>> =>
  withClassifiedErrors(async () => {
    const { rows, rowCount } = await client.query<R>(text, values === undefined ? undefined : [...values]);
    return { rows, count: rowCount ?? 0 };
  });

/** A connection as the port promises it. `isBroken` says that a transaction could not be rolled back. */
export function sessionOn(client: Queryable): Session & { isBroken(): boolean } {
  let broken = false;
  return {
    isBroken: () => broken,
    query: (text, values) => query(client, text, values),
    async transaction(work, { durable = true } = {}) {
      await query(client, durable ? 'begin' : 'begin; set local synchronous_commit = off');
      try {
        const result = await work();
        await query(client, 'commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => {
          broken = true;
        });
        throw error;
      }
    },
    copyIn: (statement, chunks) => withClassifiedErrors(() => copyIn(client, statement, chunks)),
  };
}

async function copyIn(client: Queryable, statement: string, chunks: Iterable<string>): Promise<void> {
  const stream = client.query(copyFrom(statement));
  const done = finished(stream);
  // The failure is awaited below; until then it must not count as unhandled.
  done.catch(() => {});
  try {
    for (const chunk of chunks) {
      if (stream.destroyed) break;
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), done]);
    }
  } catch (error) {
    // Without this the server waits for more, and whoever asks next waits with it.
    stream.destroy();
    await done.catch(() => {});
    throw error;
  }
  if (!stream.destroyed) stream.end();
  await done;
}
