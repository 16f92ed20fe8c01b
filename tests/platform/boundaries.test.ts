import assert from 'node:assert/strict';
import { copyFileSync, globSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { checkBoundaries } from '../../platform/testing/boundaries.ts';
import { strangeStreamReaders } from '../../platform/testing/stream-readers.ts';
import { forbidden } from '../../platform/testing/boundary-rules.ts';
import { makeTestDir } from '../harness/services.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A small project of its own in a temporary directory, made of the given files. */
const repositoryOf = (t: Parameters<typeof makeTestDir>[0], files: Record<string, string>): string => {
  const root = makeTestDir(t);
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  for (const name of ['package.json', 'tsconfig.json']) copyFileSync(join(ROOT, name), join(root, name));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
};

const SOUND = {
  'workers/media/probe.job.ts': 'export const probe = 1;\n',
  'schemas/media/asset.events.ts':
    "import { z } from 'zod';\nexport const asset = z.object({});\nexport type Asset = z.infer<typeof asset>;\n",
  'domain/media/asset.decider.ts':
    "import type { Asset } from '../../schemas/media/asset.events.ts';\nexport const decide = (asset: Asset): Asset => asset;\n",
  'domain/media/asset.decider.test.ts':
    "import { test } from 'node:test';\nimport { decide } from './asset.decider.ts';\nvoid test; void decide;\n",
  'ports/event-log.ts': 'export type EventLog = { close(): void };\nexport const closed = 1;\n',
  'adapters/eventstore/event-log.ts':
    "import { EventStoreDBClient } from '@eventstore/db-client';\nvoid EventStoreDBClient;\n",
  'projections/media/board.queries.ts':
    "import { sql } from 'kysely';\nimport type { EventLog } from '../../ports/event-log.ts';\nexport const board = (log: EventLog): unknown => [log, sql];\n",
  'adapters/postgres/database.ts':
    "import pg from 'pg';\nimport { from } from 'pg-copy-streams';\nexport const open = (): unknown => [pg, from];\n",
  'adapters/nats/nats.ts': "import { connect } from 'nats';\nexport { connect };\n",
  'gateway/media/board.resolvers.ts':
    "import { board } from '../../projections/media/board.queries.ts';\nvoid board;\n",
  'payments/server.ts': 'export const startSandbox = 1;\n',
  'web/viewer/pages.ts': 'export const pages = 1;\n',
  'web/studio/media/board.ts': 'export const board = 1;\n',
  'platform/serve.ts': "import { connect } from '../adapters/nats/nats.ts';\nvoid connect;\n",
};

test('a project without forbidden imports passes, and every file of it was looked at', async (t) => {
  assert.deepEqual(await checkBoundaries(repositoryOf(t, SOUND)), {
    modules: Object.keys(SOUND).length,
    violations: [],
    unseen: [],
  });
});

const CLOSED: readonly { rule: string; path: string; text: string }[] = [
  {
    rule: 'domain-imports-nothing-at-run-time',
    path: 'domain/media/a.ts',
    text: "import { asset } from '../../schemas/media/asset.events.ts';\nvoid asset;",
  },
  {
    rule: 'domain-imports-nothing-at-run-time',
    path: 'domain/media/a.ts',
    text: "import { randomUUID } from 'node:crypto';\nvoid randomUUID;",
  },
  {
    rule: 'domain-imports',
    path: 'domain/media/a.ts',
    text: "import type { EventLog } from '../../ports/event-log.ts';\nexport type A = EventLog;",
  },
  {
    rule: 'domain-contexts-are-strangers',
    path: 'domain/catalog/a.ts',
    text: "import { decide } from '../media/asset.decider.ts';\nvoid decide;",
  },
  {
    rule: 'schemas-imports',
    path: 'schemas/media/a.ts',
    text: "import { decide } from '../../domain/media/asset.decider.ts';\nvoid decide;",
  },
  {
    rule: 'commands-imports',
    path: 'commands/media/a.ts',
    text: "import { connect } from '../../adapters/nats/nats.ts';\nvoid connect;",
  },
  {
    rule: 'projections-imports',
    path: 'projections/media/a.ts',
    text: "import '../../adapters/eventstore/event-log.ts';",
  },
  {
    rule: 'ports-imports',
    path: 'ports/a.ts',
    text: "import { decide } from '../domain/media/asset.decider.ts';\nvoid decide;",
  },
  {
    rule: 'runtime-imports',
    path: 'runtime/a.ts',
    text: "import { connect } from '../adapters/nats/nats.ts';\nvoid connect;",
  },
  {
    rule: 'adapters-imports',
    path: 'adapters/nats/a.ts',
    text: "import { board } from '../../projections/media/board.queries.ts';\nvoid board;",
  },
  {
    rule: 'projections-need-no-client',
    path: 'projections/media/a.ts',
    text: "import fastify from 'fastify';\nvoid fastify;",
  },
  {
    rule: 'projections-touch-no-world',
    path: 'projections/media/a.ts',
    text: "import { readFileSync } from 'node:fs';\nvoid readFileSync;",
  },
  {
    rule: 'workers-imports',
    path: 'workers/media/a.ts',
    text: "import { board } from '../../projections/media/board.queries.ts';\nvoid board;",
  },
  {
    rule: 'gateway-imports',
    path: 'gateway/media/a.ts',
    text: "import { connect } from '../../adapters/nats/nats.ts';\nvoid connect;",
  },
  {
    rule: 'web-imports',
    path: 'web/viewer/a.tsx',
    text: "import { decide } from '../../domain/media/asset.decider.ts';\nvoid decide;",
  },
  {
    rule: 'eventstore-imports',
    path: 'eventstore/a.ts',
    text: "import { asset } from '../schemas/media/asset.events.ts';\nvoid asset;",
  },
  {
    rule: 'payments-imports',
    path: 'payments/a.ts',
    text: "import { asset } from '../schemas/media/asset.events.ts';\nvoid asset;",
  },
  {
    rule: 'nobody-imports-payments',
    path: 'platform/b.ts',
    text: "import { startSandbox } from '../payments/server.ts';\nvoid startSandbox;",
  },
  {
    rule: 'only-importer-of-stripe',
    path: 'workers/media/a.ts',
    text: "import { Stripe } from 'stripe';\nvoid Stripe;",
  },
  {
    rule: 'gateway-machinery-names-no-context',
    path: 'gateway/graphql/a.ts',
    text: "import { board } from '../media/board.resolvers.ts';\nvoid board;",
  },
  {
    rule: 'gateway-machinery-names-no-context',
    path: 'gateway/http/b.ts',
    text: "import { asset } from '../../schemas/media/asset.events.ts';\nvoid asset;",
  },
  {
    rule: 'web-machinery-names-no-context',
    path: 'web/app/a.ts',
    text: "import { pages } from '../viewer/pages.ts';\nvoid pages;",
  },
  {
    rule: 'web-machinery-names-no-context',
    path: 'web/studio/a.ts',
    text: "import { board } from './media/board.ts';\nvoid board;",
  },
  {
    rule: 'web-contexts-are-strangers',
    path: 'web/studio/catalog/a.ts',
    text: "import { board } from '../media/board.ts';\nvoid board;",
  },
  {
    rule: 'schemas-machinery-names-no-context',
    path: 'schemas/kernel/a.ts',
    text: "import { asset } from '../media/asset.events.ts';\nvoid asset;",
  },
  {
    rule: 'domain-machinery-names-no-context',
    path: 'domain/kernel/a.ts',
    text: "import { decide } from '../media/asset.decider.ts';\nvoid decide;",
  },
  {
    rule: 'commands-machinery-names-no-context',
    path: 'commands/pipeline/a.ts',
    text: "import { decide } from '../../domain/media/asset.decider.ts';\nvoid decide;",
  },
  {
    rule: 'workers-machinery-names-no-context',
    path: 'workers/runtime/a.ts',
    text: "import { probe } from '../media/probe.job.ts';\nvoid probe;",
  },
  { rule: 'nobody-imports-platform', path: 'gateway/http/a.ts', text: "import '../../platform/serve.ts';" },
  { rule: 'production-imports-no-tests', path: 'domain/media/a.ts', text: "import './asset.decider.test.ts';" },
  {
    rule: 'only-importer-of--eventstore-db-client',
    path: 'commands/media/a.ts',
    text: "import { jsonEvent } from '@eventstore/db-client';\nvoid jsonEvent;",
  },
  {
    rule: 'projections-machinery-names-no-context',
    path: 'projections/runtime/a.ts',
    text: "import { board } from '../media/board.queries.ts';\nvoid board;",
  },
  {
    rule: 'projections-machinery-names-no-context',
    path: 'projections/db/a.ts',
    text: "import { board } from '../media/board.queries.ts';\nvoid board;",
  },
  { rule: 'only-importer-of-pg-pool', path: 'projections/media/a.ts', text: "import Pool from 'pg-pool';\nvoid Pool;" },
  { rule: 'only-importer-of-pg', path: 'projections/media/a.ts', text: "import pg from 'pg';\nvoid pg;" },
  {
    rule: 'only-importer-of-pg',
    path: 'platform/services/a.ts',
    text: "import type pg from 'pg';\nexport type Client = pg.Client;",
  },
  {
    rule: 'only-importer-of-pg-copy-streams',
    path: 'projections/runtime/a.ts',
    text: "import { from } from 'pg-copy-streams';\nvoid from;",
  },
  { rule: 'only-importer-of-nats', path: 'workers/media/a.ts', text: "import { connect } from 'nats';\nvoid connect;" },
  {
    rule: 'only-importer-of-ioredis',
    path: 'gateway/http/a.ts',
    text: "import { Redis } from 'ioredis';\nvoid Redis;",
  },
  { rule: 'no-cycles', path: 'workers/media/a.ts', text: "import { a } from './a.ts';\nexport { a };" },
  { rule: 'no-cycles', path: 'workers/media/a.ts', text: "import type { A } from './a.ts';\nexport type B = A;" },
  { rule: 'resolvable', path: 'workers/media/a.ts', text: "import { a } from './nowhere.ts';\nvoid a;" },
  {
    rule: 'production-needs-no-dev-dependency',
    path: 'gateway/http/a.ts',
    text: "import { createServer } from 'vite';\nvoid createServer;",
  },
];

test('each forbidden import is found', async (t) => {
  for (const { rule, path, text } of CLOSED) {
    const { violations } = await checkBoundaries(repositoryOf(t, { ...SOUND, [path]: text }));
    assert(
      violations.some((line) => line.startsWith(`${path} →`) && line.includes(` ${rule}: `)),
      `${rule} did not bite: ${violations.join('\n')}`,
    );
  }
});

test('each rule has a violation that it must find', () => {
  assert.deepEqual(
    forbidden.map(({ name }) => name).filter((name) => !CLOSED.some(({ rule }) => rule === name)),
    [],
  );
});

test("the project's own files are all looked at", async () => {
  const { modules, unseen } = await checkBoundaries(ROOT);
  const floor = globSync('{schemas,domain,runtime,commands,projections,workers,gateway,platform}/**/*.ts', {
    cwd: ROOT,
  }).length;
  assert.deepEqual(unseen, []);
  assert(modules >= floor && modules > 50, `${modules} modules seen, ${floor} files on disk`);
});

test('nobody but the pipeline, adapters and pages of the log reads streams', (t) => {
  assert.deepEqual(strangeStreamReaders(ROOT), []);
  const fold = 'export async function* fold(log) {\n  yield* log.readStream("account-1");\n}\n';
  const root = repositoryOf(t, {
    'gateway/identity/account-now.ts': fold,
    'gateway/identity/account.test.ts': fold,
    'gateway/audit/stream-events.ts': fold,
    'commands/pipeline/load.ts': fold,
  });
  const found = strangeStreamReaders(root);
  assert.equal(found.length, 1);
  assert.match(found[0] ?? '', /^gateway\/identity\/account-now\.ts reads.+one-way-to-fold/s);
});
