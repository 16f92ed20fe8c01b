import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { executeOn } from '../../commands/testing/execute.ts';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { loadConfig } from '../../platform/config.ts';
import type { Config } from '../../platform/config.ts';
import type { RoleName } from '../../platform/role-names.ts';
import { serve } from '../../platform/serve.ts';
import type { Running } from '../../platform/serve.ts';
import type { ServiceUrls } from '../../platform/service-urls.ts';
import { createFileStore } from '../../adapters/files/file-store.ts';
import { startOwnServices } from '../harness/services.ts';
import type { Scope } from './scope.ts';
import { silent } from './silent.ts';

/** A platform with real services of its own, for one benchmark. */
export interface BenchPlatform {
  readonly running: Running;
  readonly urls: ServiceUrls;
  readonly log: EventLog;
  readonly mediaRoot: string;
  readonly operatorToken: string;
  readonly masterKeys: Config['masterKeys'];
  readonly dataDir: string;
  /** Of the services' processes. */
  readonly pids: Readonly<Record<'eventstore' | 'nats' | 'postgres' | 'redis', number>>;
}

/** Starts the services and the roles; everything ends with the scope. @param variables `REPRISE_…` */
export async function startPlatform(
  scope: Scope,
  roles: readonly RoleName[],
  variables: Readonly<Record<string, string>> = {},
): Promise<BenchPlatform> {
  const { urls, dataDir, services } = await startOwnServices(scope.afterwards, {
    eventstore: true,
    nats: true,
    postgres: true,
    redis: true,
  });
  const config = loadConfig({ REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0', ...variables });
  const running = await serve(config, roles, urls, silent);
  scope.afterwards.after(() => running.stop());
  const log = openEventLog({ url: urls.eventstore, log: silent });
  scope.afterwards.after(() => log.close());
  return {
    running,
    urls,
    log,
    mediaRoot: `${dataDir}/media`,
    operatorToken: config.operatorToken,
    masterKeys: config.masterKeys,
    dataDir,
    pids: {
      eventstore: services.eventstore.pid,
      nats: services.nats.pid,
      postgres: services.postgres.pid,
      redis: services.redis.pid,
    },
  };
}

/** Hands a film in the way the gateway does when the last byte of an upload has arrived. Resolves when that is committed. */
export async function handIn(
  { log, mediaRoot }: BenchPlatform,
  film: { readonly path: string; readonly sizeBytes: number; readonly sha256: string },
): Promise<string> {
  const [uploadId, assetId, titleId] = [randomUUID(), randomUUID(), randomUUID()];
  const storageKey = `sources/${assetId}`;
  const target = createFileStore(mediaRoot).path(storageKey);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(film.path, target);
  const execute = async (type: string, data: object): Promise<void> => {
    const outcome = await executeOn(log)({
      streamId: uploadId,
      commandId: randomUUID(),
      correlationId: uploadId,
      actor: { kind: 'staff', id: 'bench' },
      command: { type, data, at: new Date().toISOString() },
    });
    if (outcome.kind !== 'committed')
      throw new Error(
        `${type} was not committed: ${JSON.stringify(outcome, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}`,
      );
  };
  await execute('StartUpload', { uploadId, assetId, titleId, fileName: 'bench.mp4', sizeBytes: film.sizeBytes });
  await execute('CompleteUpload', { uploadId, sizeBytes: film.sizeBytes, sha256: film.sha256, storageKey });
  return assetId;
}
