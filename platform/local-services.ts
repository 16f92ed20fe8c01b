import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { secretsDir } from './config.ts';
import type { Config } from './config.ts';
import type { ServiceUrls } from './service-urls.ts';
import {
  explainSignal,
  startEventStore,
  startNats,
  startPayments,
  startPostgres,
  startRedis,
} from './services/index.ts';
import type { Service, ServiceName, ServiceOptions } from './services/index.ts';
import { reasonOf } from '../runtime/reason.ts';

type Start = (options: ServiceOptions) => Promise<Service>;

const starters: Readonly<Record<ServiceName, Start>> = {
  eventstore: startEventStore,
  postgres: startPostgres,
  nats: startNats,
  redis: startRedis,
  payments: startPayments,
};
/** Every service. */
export const SERVICE_NAMES: readonly ServiceName[] = ['eventstore', 'postgres', 'nats', 'redis', 'payments'];
const RESTART_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** The services that this installation works with: those that the configuration names, and local ones for the rest. */
export interface LocalServices {
  readonly urls: ServiceUrls;
  /** Those that run here, e.g. `postgres 15.13`. */
  readonly local: readonly string[];
  stop(): Promise<void>;
}

/** The variable that names each service. */
export const URL_VARIABLES: Readonly<Record<ServiceName, string>> = {
  eventstore: 'REPRISE_EVENTSTORE_URL',
  nats: 'REPRISE_NATS_URL',
  postgres: 'REPRISE_DATABASE_URL',
  redis: 'REPRISE_REDIS_URL',
  payments: 'REPRISE_PAYMENTS_URL',
};

/** What the configuration names for a service, or undefined: then it is started here. */
export const namedUrl = (config: Config, name: ServiceName): string | undefined =>
  ({
    eventstore: config.eventStoreUrl,
    postgres: config.databaseUrl,
    nats: config.natsUrl,
    redis: config.redisUrl,
    payments: config.payments?.url,
  })[name];

/**
 * Starts what is not named elsewhere, all at once, with its data below the data directory. A local service that ends by
 * itself is started again on its port; `report` gets a line about it.
 */
export async function startLocalServices(config: Config, report: (line: string) => void): Promise<LocalServices> {
  const dataDir = join(config.dataDir, 'services');
  const options: ServiceOptions = { dataDir, secretsDir: secretsDir(config.dataDir), log: report };
  const stopping = new AbortController();
  const running = new Map<ServiceName, Service>();
  const urls: Record<ServiceName, string> = { eventstore: '', postgres: '', nats: '', redis: '', payments: '' };
  const watches: Promise<void>[] = [];
  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all([...running.values()].map((service) => service.stop()));
    // One may just be coming back; its watch stops it.
    await Promise.all(watches);
  };
  const watch = async (name: ServiceName, first: Service): Promise<void> => {
    for (let service = first; ;) {
      const exit = await service.exited;
      if (exit.asked || stopping.signal.aborted) return;
      const crash = explainSignal(name, exit.signal, dataDir);
      report(
        `${crash ?? `${name} ended by itself (${exit.signal ?? `code ${exit.code}`})`}; starting it again. Its log is in ${dataDir}`,
      );
      const again = await restart(name, service);
      if (again === undefined) return;
      service = again;
      running.set(name, service);
      if (stopping.signal.aborted) return service.stop();
      report(`${name} is back`);
    }
  };
  const restart = async (name: ServiceName, ended: Service): Promise<Service | undefined> => {
    for (let pause = RESTART_PAUSE_MS; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      try {
        return await starters[name]({ ...options, port: Number(new URL(ended.url).port) });
      } catch (error) {
        report(`${name} could not be started again: ${reasonOf(error)} Trying on.`);
      }
    }
    return undefined;
  };
  const begin = async (name: ServiceName): Promise<void> => {
    const named = namedUrl(config, name);
    if (named !== undefined) {
      urls[name] = named;
      return;
    }
    const service = await starters[name](options);
    running.set(name, service);
    urls[name] = service.url;
    watches.push(watch(name, service));
  };
  const begun = await Promise.allSettled(SERVICE_NAMES.map(begin));
  const failed = begun.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return { urls, local: [...running.values()].map(({ name, version }) => `${name} ${version}`), stop };
}
