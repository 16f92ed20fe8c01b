import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { lockDataDir } from '../instance-lock.ts';
import { startLocalServices } from '../local-services.ts';
import type { ServiceUrls } from '../serve.ts';
import { Unusable } from './say.ts';

const FILE = 'service-urls.json';

/** Where a running `npm start` notes the addresses of its local services, for the other commands. */
export const servicesFile = (config: Config): string => join(config.dataDir, FILE);

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
    if (error instanceof Unusable && running !== undefined) return work(running);
    throw error;
  }
  try {
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

function readNoted(config: Config): ServiceUrls | undefined {
  try {
    return JSON.parse(readFileSync(servicesFile(config), 'utf8')) as ServiceUrls;
  } catch {
    return undefined;
  }
}
