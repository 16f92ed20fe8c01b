import { after } from 'node:test';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { dueTimersContract } from '../../ports/testing/due-timers.contract.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startTestServices } from '../../tests/harness/services.ts';
import { migrate } from '../db/migrate.ts';
import { standardProjections } from '../testing/standard.ts';
import { createTimerQueries } from './timers.queries.ts';

const { urls, closeFirst } = await startTestServices({ after }, { postgres: true });
const db = openDatabase({ url: urls.postgres, log: silentLogger });
closeFirst(() => db.close());
await migrate(db, standardProjections);

dueTimersContract(
  async () => {
    await db.query('truncate timers.timers');
    return createTimerQueries(db);
  },
  async ({ process, processId, name, dueAt, position }) =>
    void (await db.query(
      `insert into timers.timers (process, process_id, name, due_at, position) values ($1, $2, $3, $4, $5)
       on conflict (process, process_id, name) do update set due_at = excluded.due_at`,
      [process, processId, name, dueAt, position],
    )),
);
