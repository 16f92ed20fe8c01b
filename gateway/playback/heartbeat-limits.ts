import { Outage } from '../../ports/outage.ts';
import type { RateLimit } from '../http/rate-limit.ts';

/**
 * What players may report. A player sends two batches a minute, and one more at most every five seconds when something
 * happens; after an outage it hands in forty at once. Thousands of viewers may share an address.
 */
export const HEARTBEAT_LIMITS = {
  /** Batches of a session in a minute. */
  perSession: 60,
  /** Bytes of samples of a session in a minute. */
  bytesPerSession: 96 * 1024,
  /** Batches of an address in a minute. */
  perAddress: 12_000,
  /** Bytes of samples of an address in a minute. */
  bytesPerAddress: 4 * 1024 ** 2,
  /** The highest number that a batch may have: so many at the start of its session, and so many more for each minute since. */
  numbers: 60,
  numbersPerMinute: 15,
  /** Bytes that wait for the queue in this process. */
  waitingBytes: 16 * 1024 ** 2,
} as const;

const MINUTE_MS = 60_000;

/** One batch, as far as limits look at it. */
export interface OfferedHeartbeat {
  readonly address: string;
  readonly sessionId: string;
  /** Its number in the session. */
  readonly seq: number;
  /** Milliseconds since the session began. */
  readonly ageMs: number;
  readonly bytes: number;
}

export interface HeartbeatLimits {
  /** Milliseconds after which a batch that is too much may be offered again, or undefined: it is taken. */
  refusal(offered: OfferedHeartbeat): number | undefined;
  /** Runs `enqueue` unless too much is waiting for the queue already. */
  whileQueued(bytes: number, enqueue: () => Promise<void>): Promise<void>;
}

/**
 * Limits by session and address, in numbers and bytes. Since a batch's number is stored once, the numbers that a session has
 * come to by its age bound what is stored of it, without any memory of the session.
 */
export function createHeartbeatLimits(rateLimit: Pick<RateLimit, 'spend'>): HeartbeatLimits {
  const limits = HEARTBEAT_LIMITS;
  let waiting = 0;
  return {
    refusal({ address, sessionId, seq, ageMs, bytes }) {
      const early = ((seq - limits.numbers) / limits.numbersPerMinute) * MINUTE_MS - ageMs;
      if (early > 0) return early;
      for (const [who, points, budget] of [
        [`heartbeat:${sessionId}`, 1, limits.perSession],
        [`heartbeat-bytes:${sessionId}`, bytes, limits.bytesPerSession],
        [`heartbeat:${address}`, 1, limits.perAddress],
        [`heartbeat-bytes:${address}`, bytes, limits.bytesPerAddress],
      ] as const) {
        const { allowed, retryAfterMs } = rateLimit.spend(who, points, budget);
        if (!allowed) return retryAfterMs;
      }
      return undefined;
    },
    async whileQueued(bytes, enqueue) {
      if (waiting + bytes > limits.waitingBytes)
        throw new Outage('The queue takes heartbeats more slowly than they come.');
      waiting += bytes;
      try {
        await enqueue();
      } finally {
        waiting -= bytes;
      }
    },
  };
}
