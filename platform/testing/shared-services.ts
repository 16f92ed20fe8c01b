import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNats, startPostgres, startRedis, type Service } from '../services/index.ts';

/** Servers that all test files of a run share, and how they end. */
export type SharedServices = {
  /** Variables that tell test files of them: `TEST_POSTGRES_URL`, `TEST_NATS_URL`, `TEST_REDIS_URL`. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
};

/**
 * Starts what test files share, once per run (docs/adr/0011-tests-share-services.md); tests/harness/services.ts gives each its
 * own part of it. Nothing is kept durable: whoever tests what survives a crash starts a server of its own.
 */
export const startSharedServices = async (): Promise<SharedServices> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'reprise-run-'));
  // Commits stay synchronous: only then can a vacuum right after them mark pages as visible to all, which plans depend on.
  const unsafe = ['fsync=off', 'full_page_writes=off'].flatMap((setting) => ['-c', setting]);
  const starting = {
    TEST_POSTGRES_URL: startPostgres({ dataDir, args: unsafe }),
    TEST_NATS_URL: startNats({ dataDir }),
    TEST_REDIS_URL: startRedis({ dataDir, args: ['--databases', '4096', '--save', ''] }),
  };
  const ended = await Promise.allSettled(Object.values(starting));
  const started = ended.flatMap((result): Service[] => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.stop()));
    rmSync(dataDir, { recursive: true, force: true });
  };
  const failed = ended.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return { env: Object.fromEntries(Object.keys(starting).map((name, at) => [name, started[at]?.url ?? ''])), stop };
};
