import { language } from '../../schemas/language.ts';
import { join } from 'node:path';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { redisVersion } from '../../adapters/redis/redis.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { connectNats } from '../../adapters/nats/nats.ts';
import { withoutPassword } from '../config.ts';
import type { Config } from '../config.ts';
import { namedUrl, URL_VARIABLES } from '../local-services.ts';
import { createLogger } from '../logging.ts';
import type { ServiceUrls } from '../service-urls.ts';
import type { ServiceName } from '../services/index.ts';
import { reasonOf } from '../../runtime/reason.ts';
import type { Finding } from './finding.ts';

const OLDEST = { postgres: 15, redis: 6, nats: [2, 9] } as const;
type Look = (url: string) => Promise<Omit<Finding, 'part'>>;

/** Asks each service for its version and whether it can be relied on. Never rejects. */
export const lookAtServices = (config: Config, urls: ServiceUrls): Promise<Finding>[] =>
  (['eventstore', 'postgres', 'nats', 'redis'] as const).map((name) => lookAtService(config, urls, name));

/** Asks one of them. Never rejects. */
export async function lookAtService(config: Config, urls: ServiceUrls, name: keyof typeof LOOKS): Promise<Finding> {
  const { part, look } = LOOKS[name];
  const isLocal = namedUrl(config, name) === undefined;
  const where = isLocal ? `local, ${withoutPassword(urls[name])}` : withoutPassword(urls[name]);
  try {
    const { fact, ...rest } = await look(urls[name]);
    return { part, fact: `${fact} (${where})`, ...rest };
  } catch (error) {
    const message = withoutPassword(reasonOf(error));
    const advice = isLocal
      ? `Look into ${join(config.dataDir, 'services/logs')}`
      : `Start it, or correct ${URL_VARIABLES[name]}`;
    return {
      part,
      fact: `does not answer (${where})`,
      trouble: message.includes(URL_VARIABLES[name]) ? message : `${message.replace(/\.?$/, '.')} ${advice}`,
    };
  }
}

const LOOKS: Readonly<Record<Exclude<ServiceName, 'payments'>, { readonly part: string; readonly look: Look }>> = {
  eventstore: { part: 'event store', look: eventStore },
  postgres: { part: 'PostgreSQL', look: postgres },
  nats: { part: 'NATS', look: nats },
  redis: { part: 'Redis', look: redis },
};

async function eventStore(url: string): Promise<Omit<Finding, 'part'>> {
  const log = openEventLog({ url, log: createLogger('silent') });
  try {
    return { fact: `answers, head at ${await log.head()}` };
  } finally {
    await log.close();
  }
}

async function postgres(url: string): Promise<Omit<Finding, 'part'>> {
  const db = openDatabase({ url, log: createLogger('silent'), connections: 1 });
  try {
    const { rows } = await db.query<{ version: string; fsync: string }>(
      `select current_setting('server_version') as version, current_setting('fsync') as fsync`,
    );
    const { version = '0', fsync = 'on' } = rows[0] ?? {};
    if (Number.parseInt(version, 10) < OLDEST.postgres)
      return { fact: version, trouble: `It is too old: use ${OLDEST.postgres} or newer` };
    return fsync === 'on'
      ? { fact: version }
      : { fact: version, trouble: 'fsync is off, so a power cut can destroy the read models. Turn it on' };
  } finally {
    await db.close();
  }
}

async function nats(url: string): Promise<Omit<Finding, 'part'>> {
  const bus = await connectNats({ url, log: createLogger('silent') });
  try {
    const [major = 0, minor = 0] = bus.version.split('.').map(Number);
    const [oldMajor, oldMinor] = OLDEST.nats;
    if (major < oldMajor || (major === oldMajor && minor < oldMinor))
      return { fact: bus.version, trouble: `It is too old: use ${OLDEST.nats.join('.')} or newer` };
    await Promise.all([...language.jobs.keys()].map((kind) => bus.queues.depth(`jobs.${kind}`)));
    const room = Math.floor((await bus.capacity('telemetry')) / 1024 ** 2);
    return { fact: `${bus.version}, JetStream answers and has ${room} MiB for heartbeats` };
  } finally {
    await bus.close();
  }
}

async function redis(url: string): Promise<Omit<Finding, 'part'>> {
  const version = await redisVersion(url);
  return Number.parseInt(version, 10) < OLDEST.redis
    ? { fact: version, trouble: `It is too old: use ${OLDEST.redis} or newer` }
    : { fact: version };
}
