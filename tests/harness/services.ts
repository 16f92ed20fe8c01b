import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startEventStore, startNats, startPostgres, startRedis } from '../../platform/services/index.ts';
import type { Service, ServiceName, ServiceOptions } from '../../platform/services/index.ts';

/** Anything with an `after` hook: the test context, or `{ after }` from node:test for a whole file. */
export type Afterwards = Pick<TestContext, 'after'> | { after: (fn: () => Promise<void>) => void };

const starters: Record<ServiceName, (options: ServiceOptions) => Promise<Service>> = {
  eventstore: startEventStore,
  postgres: startPostgres,
  nats: startNats,
  redis: startRedis,
};

/** What a test gets: a url per service that it asked for, the services themselves, and the directory of their data. */
export type TestServices<N extends ServiceName> = {
  readonly urls: { readonly [name in N]: string };
  readonly services: { readonly [name in N]: Service };
  readonly dataDir: string;
  /** Runs `close` before the services stop, newest first: close clients here (see `cleanUpAfter`). */
  closeFirst(close: () => unknown): void;
};

/**
 * Starts real services in a temporary directory; they are stopped and the directory is removed after the test,
 * also when it fails or is interrupted. `t` is a test's context, or `{ after }` of node:test for a whole file.
 * @example const { urls, closeFirst } = await startTestServices(t, { postgres: true, nats: true })
 */
export const startTestServices = async <N extends ServiceName>(
  t: Afterwards,
  wanted: { readonly [name in N]: true },
): Promise<TestServices<N>> => {
  const dataDir = makeOpenDir();
  const started: Service[] = [];
  cleanUpAfter(t, async () => {
    await Promise.all(started.map((service) => service.stop()));
    rmSync(dataDir, { recursive: true, force: true });
  });
  const names = Object.keys(wanted) as N[];
  const settled = await Promise.allSettled(
    names.map(async (name) => void started.push(await starters[name]({ dataDir }))),
  );
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const services = Object.fromEntries(started.map((service) => [service.name, service])) as Record<N, Service>;
  const urls = Object.fromEntries(started.map((service) => [service.name, service.url])) as Record<N, string>;
  return { urls, services, dataDir, closeFirst: (close) => cleanUpAfter(t, close) };
};

/** A temporary directory that is removed after the test. */
export const makeTestDir = (t: Afterwards): string => {
  const directory = makeOpenDir();
  cleanUpAfter(t, async () => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

const makeOpenDir = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'reprise-test-'));
  // PostgreSQL runs as another user when we are root, and must be able to pass.
  chmodSync(directory, 0o711);
  return directory;
};

const stacks = new Map<Afterwards, (() => unknown)[]>();

/**
 * Runs `cleanUp` after the test, newest first (node:test's own hooks run oldest first, so that a client closed in one
 * would see its server go away), and also when the test's process is interrupted.
 */
export const cleanUpAfter = (t: Afterwards, cleanUp: () => unknown): void => {
  const known = stacks.get(t);
  if (known !== undefined) return void known.push(cleanUp);
  if (stacks.size === 0) listenForInterrupts();
  stacks.set(t, [cleanUp]);
  t.after(() => unwind(t));
};

const unwind = async (t: Afterwards): Promise<void> => {
  const stack = stacks.get(t) ?? [];
  const errors: unknown[] = [];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    try {
      await next();
    } catch (error) {
      errors.push(error);
    }
  }
  stacks.delete(t);
  if (errors.length > 0) throw new AggregateError(errors, 'cleaning up after a test failed');
};

const listenForInterrupts = (): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    if (!process.listeners(signal).includes(onInterrupt)) process.once(signal, onInterrupt);
};

const onInterrupt = (): void => {
  void Promise.allSettled([...stacks.keys()].map(unwind)).then(() => process.exit(1));
};
