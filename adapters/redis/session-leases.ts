import type { Redis } from 'ioredis';
import { SESSION_LEASE_MS } from '../../ports/session-leases.ts';
import type { SessionLeases, WatchedSession } from '../../ports/session-leases.ts';
import { createGroups } from '../../runtime/groups.ts';

/** Sorted sets of sessions by the instant at which their lease ends. The braces keep all keys on one node of a cluster. */
const ALL = '{watching}:all';
/** Since when leases are kept. Without a time to live: it goes when all leases go. */
const SINCE = '{watching}:since';
const titleKey = (titleId: string): string => `{watching}:title:${titleId}`;
const overKey = (sessionId: string): string => `{watching}:over:${sessionId}`;

/** Leases that are taken within so many milliseconds are taken by one script. Nobody waits for one. */
const LINGER_MS = 10;
const MOST_AT_ONCE = 200;

/** Milliseconds since 1970 by the server's clock: gateways need not agree on theirs. */
const NOW = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

/**
 * KEYS: the set of all, since when leases are kept, and of each session the set of its title and the mark that it is over. ARGV: life in ms,
 * sessions. Leases that ran out are removed on the way.
 */
const HOLD = `${NOW}
redis.call('SET', KEYS[2], now, 'NX')
local function keep(set)
  redis.call('ZREMRANGEBYSCORE', set, '-inf', now)
  if redis.call('PTTL', set) < tonumber(ARGV[1]) then redis.call('PEXPIRE', set, ARGV[1]) end
end
local titles = {}
for n = 2, #ARGV do
  local title, over = KEYS[n * 2 - 1], KEYS[n * 2]
  if redis.call('EXISTS', over) == 0 then
    titles[title] = true
    for _, set in ipairs({ KEYS[1], title }) do redis.call('ZADD', set, now + ARGV[1], ARGV[n]) end
  end
end
for title in pairs(titles) do keep(title) end
if next(titles) then keep(KEYS[1]) end
return 1`;

/** KEYS: the set of all, that of the title, the mark that the session is over. The mark outlives what may still be on its way. */
const DROP = `redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('SET', KEYS[3], '1', 'PX', ARGV[2])
return 1`;

/** KEYS: sets. How many leases of each run now. */
const COUNT = `${NOW}
local counts = {}
for set = 1, #KEYS do counts[set] = redis.call('ZCOUNT', KEYS[set], '(' .. now, '+inf') end
return counts`;

/** KEYS: the set of all, since when leases are kept. ARGV: life in ms, sessions. Whether it is long enough, and for each whether it is held: 0 or 1. */
const HELD = `${NOW}
redis.call('SET', KEYS[2], now, 'NX')
local found = { now - redis.call('GET', KEYS[2]) >= tonumber(ARGV[1]) and 1 or 0 }
for n = 2, #ARGV do
  local ends = redis.call('ZSCORE', KEYS[1], ARGV[n])
  found[n] = (ends and tonumber(ends) > now) and 1 or 0
end
return found`;

/** Leases in Redis. Memory is bounded by the sessions of the last `leaseMs`: sets and marks expire, ended leases are removed. */
export function createSessionLeases(
  redis: Redis,
  complain: (error: unknown) => void,
  leaseMs = SESSION_LEASE_MS,
): SessionLeases {
  /** When it last did not answer, ms. */
  let missedAt = -Infinity;
  const run = async (
    script: string,
    keys: readonly string[],
    ...args: readonly (string | number)[]
  ): Promise<unknown> =>
    redis.eval(script, keys.length, ...keys, ...args).catch((error: unknown) => {
      missedAt = performance.now();
      complain(error);
    });
  const held = createGroups<WatchedSession>({
    lingerMs: LINGER_MS,
    most: MOST_AT_ONCE,
    mostSize: MOST_AT_ONCE,
    send: async (sessions) => {
      const keys = sessions.flatMap(({ sessionId, titleId }) => [titleKey(titleId), overKey(sessionId)]);
      await run(HOLD, [ALL, SINCE, ...keys], leaseMs, ...sessions.map(({ sessionId }) => sessionId));
    },
  });
  return {
    hold: (session) => held.add(session, 1),
    async drop({ sessionId, titleId }) {
      await run(DROP, [ALL, titleKey(titleId), overKey(sessionId)], sessionId, leaseMs);
    },
    async count(titleIds) {
      const counts = await run(COUNT, [ALL, ...titleIds.map(titleKey)]);
      if (!Array.isArray(counts)) return undefined;
      const [sessions, ...rest] = counts.map(Number);
      return {
        sessions: sessions ?? 0,
        byTitle: new Map(titleIds.map((titleId, index) => [titleId, rest[index] ?? 0])),
      };
    },
    async lapsed(sessionIds) {
      const found = await run(HELD, [ALL, SINCE], leaseMs, ...sessionIds);
      if (!Array.isArray(found)) return undefined;
      const [isLong, ...held] = found.map(Number);
      const lapsed = new Set(sessionIds.filter((_, index) => held[index] !== 1));
      const isKnown = isLong === 1 && performance.now() - missedAt >= leaseMs;
      return lapsed.size === 0 || isKnown ? lapsed : undefined;
    },
  };
}
