import type { Signals } from '../../ports/signals.ts';

/** Milliseconds between two looks at the checkpoints while somebody waits. */
const POLL_MS = 25;

interface Waiter {
  readonly position: bigint;
  readonly missing: Set<string>;
  readonly finish: (satisfied: boolean) => void;
}

interface Deps {
  readonly signals: Signals | undefined;
  /** Position of each projection by name. May fail: then the next look counts. */
  readonly readPositions: () => Promise<ReadonlyMap<string, bigint>>;
}

/** Those who wait for projections to reach a position. Positions only grow, so what was once seen needs no second look. */
export function createWaiters({ signals, readPositions }: Deps): {
  wait(position: bigint, projections: readonly string[], timeoutMs: number): Promise<boolean>;
} {
  const waiting = new Set<Waiter>();
  let polling: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;

  const see = (projection: string, position: bigint): void => {
    for (const waiter of waiting) {
      if (position < waiter.position || !waiter.missing.delete(projection)) continue;
      if (waiter.missing.size === 0) waiter.finish(true);
    }
  };

  async function look(): Promise<void> {
    try {
      for (const [projection, position] of await readPositions()) see(projection, position);
    } catch {
      // The database is away; whoever waits is answered when the time is up.
    }
    polling = undefined;
    schedule();
  }

  const schedule = (): void => {
    if (waiting.size > 0) polling ??= setTimeout(() => void look(), POLL_MS);
  };

  const listen = (): void => {
    unsubscribe ??= signals?.subscribe('read.position.*', (subject, payload) => {
      const position = positionIn(payload);
      if (position !== undefined) see(subject.slice('read.position.'.length), position);
    });
  };

  return {
    async wait(position, projections, timeoutMs) {
      if (projections.length === 0) return true;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => waiter.finish(false), timeoutMs);
      const waiter: Waiter = {
        position,
        missing: new Set(projections),
        finish(satisfied) {
          waiting.delete(waiter);
          clearTimeout(timer);
          if (waiting.size === 0) {
            unsubscribe?.();
            unsubscribe = undefined;
          }
          resolve(satisfied);
        },
      };
      waiting.add(waiter);
      listen();
      // Most often it is there already: look before the first pause.
      if (polling === undefined) {
        polling = setTimeout(() => void look(), 0);
      }
      return promise;
    },
  };
}

function positionIn(payload: unknown): bigint | undefined {
  if (typeof payload !== 'object' || payload === null || !('position' in payload)) return undefined;
  return typeof payload.position === 'string' && /^\d{1,19}$/.test(payload.position)
    ? BigInt(payload.position)
    : undefined;
}
