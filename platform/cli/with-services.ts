import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { lockDataDir } from '../instance-lock.ts';
import { namedUrl, startLocalServices } from '../local-services.ts';
import type { ServiceUrls } from '../service-urls.ts';
import { CommandFailed } from './print.ts';

const FILE = 'service-urls.json';

/** Notes where the services of a running `npm start` are, for the commands beside it. */
export const noteServices = (config: Config, urls: ServiceUrls): void =>
  writeFileSync(servicesFile(config), JSON.stringify(urls), { mode: 0o600 });

/** Whoever holds the data directory takes an old note away: it would lead to services that are gone. */
export const forgetServices = (config: Config): void => rmSync(servicesFile(config), { force: true });

const servicesFile = (config: Config): string => join(config.dataDir, FILE);

/**
 * Runs `work` against the services: those of a platform that runs on this data directory, else the configured and local
 * ones, started for the duration.
 */
export async function withServices<T>(config: Config, work: (urls: ServiceUrls) => Promise<T>): Promise<T> {
  let unlock: () => void;
  try {
    unlock = lockDataDir(config.dataDir);
  } catch (error) {
    const running = readNoted(config);
    if (error instanceof CommandFailed && running !== undefined) return work(withNamed(config, running));
    throw error;
  }
  try {
    forgetServices(config);
    const services = await startLocalServices(config, () => undefined);
    try {
      return await work(services.urls);
    } finally {
      await services.stop();
    }
  } finally {
    unlock();
  }
}

/** What this command's own environment names goes before what the running platform uses. */
const withNamed = (config: Config, running: ServiceUrls): ServiceUrls => ({
  eventstore: namedUrl(config, 'eventstore') ?? running.eventstore,
  nats: namedUrl(config, 'nats') ?? running.nats,
  postgres: namedUrl(config, 'postgres') ?? running.postgres,
  redis: namedUrl(config, 'redis') ?? running.redis,
  payments: namedUrl(config, 'payments') ?? running.payments,
});

function readNoted(config: Config): ServiceUrls | undefined {
  try {
    return JSON.parse(readFileSync(servicesFile(config), 'utf8')) as ServiceUrls;
  } catch {
    return undefined;
  }
}
