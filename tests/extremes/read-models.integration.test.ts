import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { executeOn } from '../../commands/testing/execute.ts';
import type { GatewayDeps } from '../../gateway/gateway-deps.ts';
import { startTestGateway, pick } from '../../gateway/testing/start.ts';
import type { Identity } from '../../ports/identity.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { migrate } from '../../projections/db/migrate.ts';
import { createQueries } from '../../projections/queries.ts';
import { createProjector } from '../../projections/runtime/projector.ts';
import { rebuild } from '../../projections/runtime/rebuild.ts';
import { openFreshDatabase } from '../../projections/testing/database.ts';
import { projectionContexts, standardProjections } from '../../projections/testing/standard.ts';
import { ProfileId } from '../../schemas/kernel/id.ts';
import { language } from '../../schemas/language.ts';
import { rounds, roundsTimeout } from '../harness/rounds.ts';
import { cleanUpAfter, startTestServices } from '../harness/services.ts';
import { everyQuestion } from './all-fields.ts';
import { extremeEvents, ids } from './events.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const EACH = 12;
const names = standardProjections.map(({ name }) => name);

test('read models hold every event that a schema allows', { timeout: roundsTimeout(120_000) }, async (t) => {
  for (let round = 1; round <= rounds(1); round += 1)
    await t.test(`seed ${round}`, async (s) => {
      const { db } = await openFreshDatabase(urls.postgres, 'extremes');
      cleanUpAfter(s, () => db.close());
      const projections = standardProjections;
      await migrate(db, projections);
      const [log, signals] = [createMemoryLog(), createMemorySignals()];
      const projector = createProjector({ log, language, db, signals, logger: silentLogger, projections });
      await projector.start();
      cleanUpAfter(s, () => projector.stop());
      const end = log.write(extremeEvents(round, EACH));
      const queries = createQueries(db, projectionContexts, signals);
      assert.equal(await queries.consistency.waitFor(String(end), names, 60_000), true);
      const parked = await queries.consistency.parked(500);
      assert.deepEqual(
        parked.map(({ projection, type, error }) => `${projection} ${type}: ${error}`),
        [],
      );
      await answersEverything(s, { queries, log, signals, execute: executeOn(log) });
      for (const name of names) {
        const { identical, differences } = await rebuild({ log, language, db, name, projections, compare: true });
        assert.equal(identical, true, `${name}: ${JSON.stringify(differences)}`);
      }
    });
});

/** Whoever asks, staff or viewer, watches as the profile of the events. */
const somebody: Identity = {
  whoIs: async ({ authorization }) => {
    const kind = authorization === undefined ? 'viewer' : 'staff';
    const profileId = ProfileId.parse(ids[0]);
    const caller = { kind, actor: { kind, id: 'somebody' }, profileId, browserId: profileId } as const;
    return { caller, cookies: [] };
  },
};

/** Every field of every row, as staff and as a viewer: no resolver fails, no scalar refuses. */
async function answersEverything(
  t: { after(fn: () => Promise<void>): void },
  given: Partial<GatewayDeps> & Pick<GatewayDeps, 'log'>,
): Promise<void> {
  const { ask } = await startTestGateway(t, { ...given, identity: somebody, pointsPerMinute: 1e9 });
  const check = async (document: string, variables: object, operator: boolean) => {
    const answer = await ask(document, variables, { operator });
    const wrong = answer.errors.filter(({ extensions }) => extensions.code !== 'FORBIDDEN');
    assert.deepEqual(wrong, [], `${document} ${JSON.stringify(variables)}`);
    return answer;
  };
  for (const { field, document, takes, pages } of everyQuestion()) {
    const streams = ['title', 'asset', 'ingest', 'heartbeats'].flatMap((category) =>
      ids.map((id) => `${category}-${id}`),
    );
    const choices = takes.includes('id')
      ? ids.map((id) => ({ id }))
      : takes.includes('stream')
        ? streams.map((stream) => ({ stream }))
        : takes.some((name) => ['accountId', 'titleId', 'planId', 'invoiceId'].includes(name))
          ? ids.map((id) => ({ accountId: id, titleId: id, planId: id, invoiceId: id, code: 'WINTER25' }))
          : [{ token: '1', password: 'kitten lamp 43 orbit', email: 'nobody@example.org', userCode: 'BCDF-GHJK' }];
    for (const choice of choices)
      for (const operator of [true, false])
        for (let after: unknown, more: unknown = true; more === true;) {
          const answer = await check(document, { ...choice, after }, operator);
          [after, more] = [
            pick(answer, `${field}.pageInfo.endCursor`),
            pages && pick(answer, `${field}.pageInfo.hasNextPage`),
          ];
        }
  }
}
