import {
  releaseOf,
  streamsNow,
  type ConcurrencyState,
  type ReleaseReason,
} from '../../commands/playback/streams-now.ts';
import { isOutage } from '../../ports/outage.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { createCache } from '../http/cache.ts';
import type { GatewayPorts } from '../ports.ts';

/** How old an answer may get when the signal of a change was lost, ms: less than a lease. */
const MOST_STALE_MS = 30_000;
const REMEMBERED = 10_000;

/** Which sessions of accounts lost their place among the streams at once, for paths that are asked many times a second. */
export interface LiveStreams {
  /** Why a session may not go on; undefined: it may. While nobody knows, it may. */
  endOf(accountId: string, sessionId: string): Promise<ReleaseReason | undefined>;
}

/** Tells all gateways that the streams of an account changed. */
export const tellStreams = ({ signals }: Pick<GatewayPorts, 'signals'>, accountId: string): void =>
  signals.publish(`playback.streams.${accountId}`, {});

const made = new WeakMap<GatewayPorts, LiveStreams>();

/** The one set of a gateway: in memory, looked at again when it hears of a change. */
export function liveStreams({ ports, changes }: Pick<GatewayServices, 'ports' | 'changes'>): LiveStreams {
  const known = made.get(ports);
  if (known !== undefined) return known;
  const cache = createCache<ConcurrencyState>({
    max: REMEMBERED,
    ttlMs: MOST_STALE_MS,
    load: (accountId) => streamsNow(ports.log, accountId),
  });
  changes.watch('streams', (accountId) => cache.renew(accountId));
  const endIn = (state: ConcurrencyState | undefined, sessionId: string): ReleaseReason | undefined =>
    state === undefined || state.slots.some((slot) => slot.sessionId === sessionId)
      ? undefined
      : releaseOf(state, sessionId);
  const streams: LiveStreams = {
    async endOf(accountId, sessionId) {
      try {
        if (endIn(await cache.get(accountId), sessionId) === undefined) return undefined;
        // It may have got its place back a moment ago.
        return endIn(await streamsNow(ports.log, accountId), sessionId);
      } catch (error) {
        if (isOutage(error)) return undefined;
        throw error;
      }
    },
  };
  made.set(ports, streams);
  return streams;
}
