import { Redis } from 'ioredis';
import type { Logger } from '../../ports/logger.ts';
import { backoffMs } from '../../runtime/backoff.ts';
import type { SharedState } from '../../ports/shared-state.ts';
import { createSessionLeases } from './session-leases.ts';
import { reasonOf } from '../../runtime/reason.ts';

/**
 * Connects in the background and keeps trying; until it is there, counting is local and leases are skipped.
 * @param options.leaseMs life of a session's lease
 */
export function openSharedState({
  url,
  logger,
  leaseMs,
}: {
  readonly url: string;
  readonly logger: Logger;
  readonly leaseMs?: number;
}): SharedState {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    commandTimeout: 500,
    retryStrategy: (attempt) => backoffMs(attempt, 200),
  });
  let complained = false;
  const complain = (error: unknown): void => {
    if (complained) return;
    complained = true;
    logger.warn(
      { err: error },
      'Redis does not answer: rate limits count per process and session leases are skipped until it is back',
    );
  };
  redis.on('error', complain);
  redis.on('ready', () => {
    if (complained) logger.info({}, 'Redis is back');
    complained = false;
  });

  return {
    counters: {
      async addMany(additions, windowMs) {
        const batch = redis.pipeline();
        for (const [key, delta] of additions) batch.incrby(`rate:${key}`, delta).pexpire(`rate:${key}`, windowMs * 2);
        try {
          const answers = (await batch.exec()) ?? [];
          // A batch that could not be sent does not fail: each of its commands does.
          const failed = answers.find(([error]) => error !== null)?.[0];
          if (failed !== undefined && failed !== null) throw failed;
          return additions.map((_, index) => Number(answers[index * 2]?.[1]));
        } catch (error) {
          complain(error);
          return undefined;
        }
      },
    },
    leases: createSessionLeases(redis, complain, leaseMs),
    async health() {
      try {
        await redis.ping();
        return { ok: true, detail: 'Redis answers' };
      } catch (error) {
        const why = reasonOf(error);
        return {
          ok: false,
          detail: `Redis does not answer (${why}); requests are served, rate limits count per process. Start Redis or correct REPRISE_REDIS_URL.`,
        };
      }
    },
    close: () => redis.disconnect(),
  };
}

/** How many keys have a text in their name. @throws when it does not answer */
export async function countKeys(url: string, text: string): Promise<number> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    let found = 0;
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', `*${text}*`, 'COUNT', 1000);
      found += keys.length;
      cursor = next;
    } while (cursor !== '0');
    return found;
  } finally {
    redis.disconnect();
  }
}

/** Asks a Redis for its version, once. @throws when it does not answer */
export async function redisVersion(url: string): Promise<string> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return /redis_version:(\S+)/.exec(await redis.info('server'))?.[1] ?? 'unknown';
  } finally {
    redis.disconnect();
  }
}
