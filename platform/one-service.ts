import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { identify } from './services/process-identity.ts';
import { startEventStore, startPostgres, type Service, type ServiceName, type ServiceOptions } from './services/index.ts';

/** Calls `use` with the database's URL: the configured one, that of a running `reprise start`, or one started for this call. */
export const withDatabaseUrl = (config: Config, use: (url: string) => Promise<void>): Promise<void> =>
  withService(config, 'postgres', config.databaseUrl, startPostgres, use);

/** The same for the event store. */
export const withEventStoreUrl = (config: Config, use: (url: string) => Promise<void>): Promise<void> =>
  withService(config, 'eventstore', config.eventStoreUrl, startEventStore, use);

const withService = async (
  config: Config,
  name: ServiceName,
  url: string | undefined,
  start: (options: ServiceOptions) => Promise<Service>,
  use: (url: string) => Promise<void>,
): Promise<void> => {
  const known = url ?? runningUrl(config, name);
  if (known !== undefined) return use(known);
  const service = await start({ dataDir: config.dataDir });
  try {
    await use(service.url);
  } finally {
    await service.stop();
  }
};

/** Where a local service of this data directory answers now, when one runs. */
export const runningUrl = (config: Config, name: ServiceName): string | undefined => {
  try {
    const { child, url } = JSON.parse(readFileSync(join(config.dataDir, `${name}.pid`), 'utf8')) as { child: { pid: number; startedAt: string }; url?: string };
    return identify(child.pid)?.startedAt === child.startedAt ? url : undefined;
  } catch {
    return undefined;
  }
};
