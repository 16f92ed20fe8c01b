import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { Redis } from 'ioredis';
import { startEventStore, startNats, startPayments, startPostgres, startRedis } from '../../platform/services/index.ts';
import type { Service, ServiceName, ServiceOptions } from '../../platform/services/index.ts';
import { cleanUpAfter, makeTestDir, type Afterwards } from './clean-up.ts';

export { cleanUpAfter, makeTestDir, type Afterwards } from './clean-up.ts';

/** What a test gets: a url per service that it asked for, and a directory that is removed after it. */
export type TestServices<N extends ServiceName> = {
  readonly urls: { readonly [name in N]: string };
  readonly dataDir: string;
  /** Runs `close` before the services stop, newest first: close clients here (see `cleanUpAfter`). */
  closeFirst(close: () => unknown): void;
};

/** Services of a test's own, which it may stop, kill and start again on `dataDir`. */
export type OwnServices<N extends ServiceName> = TestServices<N> & {
  readonly services: { readonly [name in N]: Service };
};

type Wanted<N extends ServiceName> = { readonly [name in N]: true };

const starters: Record<ServiceName, (options: ServiceOptions) => Promise<Service>> = {
  eventstore: startEventStore,
  postgres: startPostgres,
  nats: startNats,
  redis: startRedis,
  payments: startPayments,
};

/** Where the test run says that its shared servers are (platform/testing/shared-services.ts). */
const shared: { readonly [name in ServiceName]?: string | undefined } = {
  postgres: process.env['TEST_POSTGRES_URL'],
  nats: process.env['TEST_NATS_URL'],
  redis: process.env['TEST_REDIS_URL'],
};

/** A part of a shared server that nobody else uses; its url names it. */
const partOf: Partial<Record<ServiceName, (url: string) => Promise<string> | string>> = {
  postgres: async (url) => {
    const name = `test_${randomBytes(6).toString('hex')}`;
    const client = new pg.Client(url);
    await client.connect();
    try {
      await client.query(`create database ${name}`);
    } finally {
      await client.end();
    }
    return Object.assign(new URL(url), { pathname: `/${name}` }).href;
  },
  nats: (url) => `${url}/test-${randomBytes(6).toString('hex')}`,
  redis: async (url) => {
    const redis = new Redis(url, { maxRetriesPerRequest: 1 });
    const database = await redis.incr('databases given to tests').finally(() => redis.disconnect());
    return `${url}/${database}`;
  },
};

/**
 * Gives a test real services that nobody else sees: of the run's shared servers a database, a NATS prefix and a Redis
 * database of its own; an event-store node of its own (`$all` has no parts). A file that is run alone has no shared
 * servers and starts what it needs. Everything ends after the test, also when it fails or is interrupted.
 * `t` is a test's context, or `{ after }` of node:test for a whole file. Who stops a service takes `startOwnServices`.
 * @example const { urls, closeFirst } = await startTestServices(t, { postgres: true, nats: true })
 */
export const startTestServices = async <N extends ServiceName>(
  t: Afterwards,
  wanted: Wanted<N>,
): Promise<TestServices<N>> => {
  const names = Object.keys(wanted) as N[];
  const own = names.filter((name) => shared[name] === undefined);
  const parts = names.flatMap((name) => {
    const [url, part] = [shared[name], partOf[name]];
    return url === undefined || part === undefined
      ? []
      : [Promise.resolve(part(url)).then((at) => [name, at] as const)];
  });
  const { urls, dataDir, closeFirst } = await startOwnServices(
    t,
    Object.fromEntries(own.map((name) => [name, true])) as Wanted<N>,
  );
  return { urls: { ...urls, ...Object.fromEntries(await Promise.all(parts)) }, dataDir, closeFirst };
};

/** Starts real services for this test alone, for tests that stop, kill or wipe them. Otherwise as `startTestServices`. */
export const startOwnServices = async <N extends ServiceName>(
  t: Afterwards,
  wanted: Wanted<N>,
): Promise<OwnServices<N>> => {
  const dataDir = makeTestDir(t);
  const started: Service[] = [];
  cleanUpAfter(t, () => Promise.all(started.map((service) => service.stop())));
  const names = Object.keys(wanted) as N[];
  const results = await Promise.allSettled(
    names.map(async (name) => void started.push(await starters[name]({ dataDir }))),
  );
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const services = Object.fromEntries(started.map((service) => [service.name, service])) as Record<N, Service>;
  const urls = Object.fromEntries(started.map((service) => [service.name, service.url])) as Record<N, string>;
  return { urls, services, dataDir, closeFirst: (close) => cleanUpAfter(t, close) };
};
