import { executeOn } from '../../commands/testing/execute.ts';
import { createFileStore } from '../../adapters/files/file-store.ts';
import { createMemoryLogger } from '../../ports/testing/memory-logger.ts';
import { createMemoryLog } from '../../ports/testing/memory-event-log.ts';
import { createMemoryExportParts } from '../../ports/testing/memory-export-parts.ts';
import { createMemoryVault } from '../../ports/testing/memory-vault.ts';
import { createMemoryQueues } from '../../ports/testing/memory-queues.ts';
import { createMemoryParkingLot } from '../../ports/testing/memory-parking-lot.ts';
import { absentSharedState } from '../../ports/testing/memory-shared-state.ts';
import { createMemorySignals } from '../../ports/testing/memory-signals.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billingOf } from './billing.ts';
import { createGateway, type GatewayDeps } from '../gateway.ts';
import { fakeQueries, type Rows } from './fakes.ts';
import { customRolesOf } from './custom-roles.ts';
import { programsOf } from './programs.ts';
import { exportsOf } from './exports.ts';
import { looksOf } from './looks.ts';
import { signInsOf } from './sign-ins.ts';

export const OPERATOR_TOKEN = 'operator-token-for-tests';
export const SECRET = 'a-signing-secret-for-tests-of-the-gateway';

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string } & Record<string, unknown>;
  }[];
}

/**
 * A gateway on a free port over in-memory ports and the real commands. Redis is not there: what needs it must do
 * without. Stopped after the test.
 */
export async function startTestGateway(
  t: { after(fn: () => Promise<void>): void },
  given: Partial<GatewayDeps> & { readonly rows?: Partial<Rows> } = {},
) {
  const root = mkdtempSync(join(tmpdir(), 'reprise-gateway-'));
  const rows: Rows = { titles: [], assets: [], packages: [], progress: [], profiles: [], grants: [], ...given.rows };
  const { queries, calls } = fakeQueries(rows);
  const vault = createMemoryVault();
  const fakes = {
    log: createMemoryLog(),
    signals: createMemorySignals(),
    logger: createMemoryLogger(),
    // A disk whose free bytes a test may lower.
    store: Object.assign(createFileStore(root), {
      free: 1e12,
      async freeBytes(): Promise<number> {
        return this.free;
      },
    }),
    queues: createMemoryQueues(),
    vault,
    exports: createMemoryExportParts(vault),
  };
  queries.signIns = signInsOf(fakes.log);
  queries.programs = programsOf(fakes.log);
  queries.exports = exportsOf(fakes.log);
  queries.looks = looksOf(fakes.log);
  queries.customRoles = customRolesOf(fakes.log);
  Object.assign(queries, billingOf(fakes.log));
  const { rows: _rows, ...overrides } = given;
  const gateway = createGateway({
    ...fakes,
    execute: executeOn(fakes.log),
    queries,
    retryParked: createMemoryParkingLot().requestRetry,
    shared: absentSharedState,
    secret: SECRET,
    operatorToken: OPERATOR_TOKEN,
    webRoot: join(root, 'web'),
    port: 0,
    ...overrides,
  });
  t.after(async () => {
    await gateway.stop();
    rmSync(root, { recursive: true, force: true });
  });
  await gateway.start();
  return { ...fakes, queries, gateway, rows, calls, root, url: gateway.url(), ask: asker(gateway.url()) };
}

/** Sends GraphQL operations like a client, as a viewer or (`operator: true`) as an operator. */
export const asker =
  (url: string) =>
  async (
    query: string,
    variables: object = {},
    options: { readonly operator?: boolean; readonly headers?: Record<string, string> } = {},
  ): Promise<GraphqlAnswer> => {
    const authorization = options.operator === true ? { authorization: `Bearer ${OPERATOR_TOKEN}` } : {};
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization, ...options.headers },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as Partial<GraphqlAnswer>;
    return { status: response.status, headers: response.headers, data, errors };
  };

/** The value at a dotted path of an answer's data: `pick(answer, 'titles.edges.0.node.name')`. */
export const pick = (answer: GraphqlAnswer, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      answer.data,
    );
