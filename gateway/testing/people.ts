import { rowsIn } from '../../projections/testing/plain-fold.ts';
import { accounts, accountsProjection } from '../../projections/identity/accounts.projection.ts';
import { startTestGateway } from './start.ts';

/** A gateway whose read model of accounts is what the log says at each question. */
export async function startPeople(...given: Parameters<typeof startTestGateway>) {
  const started = await startTestGateway(...given);
  const rows = () => rowsIn(accountsProjection, accounts, started.log.events);
  Object.assign(started.queries, {
    accounts: {
      byId: async (id: string) => rows().find((row) => row.accountId === id),
      all: async () => ({ rows: rows().map((row, index) => ({ cursor: String(index), row })), hasNextPage: false }),
    },
  });
  const types = (): readonly string[] => started.log.events.map(({ type }) => type.replace('identity.', ''));
  return { ...started, types };
}
