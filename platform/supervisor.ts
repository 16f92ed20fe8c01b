import { setTimeout as sleep } from 'node:timers/promises';
import { CommandFailed } from './cli/print.ts';

/** How a life was over: asked to, by itself (`why` is for people), or in a way that the next one would end in too. */
export type End =
  | { readonly kind: 'asked' }
  | { readonly kind: 'died'; readonly why: string }
  | { readonly kind: 'failed'; readonly error: NotAgain };

/** What happened would happen again: nothing is begun any more. */
export class NotAgain extends CommandFailed {}

/** One life of something that is kept running. */
export interface Life<T> {
  /** What it is known by while it lives, e.g. its addresses. */
  readonly value: T;
  /** Fulfilled when it is over. Never rejects. */
  readonly over: Promise<End>;
  stop(): Promise<void>;
}

/** How something is kept running. */
export interface Keeping<T> {
  /** For people, e.g. "the roles". */
  readonly name: string;
  /** Begins a life; `before` is what the last one was known by. Rejects when it cannot. */
  readonly begin: (before: T | undefined) => Promise<Life<T>>;
  /** A line for a person. */
  readonly report: (line: string) => void;
  /** Milliseconds before the second life that follows a short one; doubled each time, up to `longestPauseMs`. */
  readonly pauseMs?: number;
  readonly longestPauseMs?: number;
  /** A life of so many milliseconds is not short. */
  readonly longMs?: number;
}

/** Something that is kept running. */
export interface Kept<T> {
  /** Of the first life. */
  readonly value: T;
  /** Aborted, with a `NotAgain`, when nothing is begun any more. */
  readonly failed: AbortSignal;
  stop(): Promise<void>;
}

/**
 * Begins a life and, whenever it is over without having been asked, the next one: at once after a long life, after a pause
 * that grows when lives are short or cannot begin.
 * @throws what the first `begin` throws: what never worked is not tried again
 */
export async function keepRunning<T>(how: Keeping<T>): Promise<Kept<T>> {
  const { name, begin, report, pauseMs = 1_000, longestPauseMs = 15_000, longMs = 30_000 } = how;
  const stopping = new AbortController();
  const failed = new AbortController();
  const first = await begin(undefined);
  let life = first;
  let pause = 0;
  const again = async (): Promise<Life<T> | undefined> => {
    while (!stopping.signal.aborted) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      pause = Math.min(Math.max(pauseMs, pause * 2), longestPauseMs);
      if (stopping.signal.aborted) return undefined;
      try {
        return await begin(life.value);
      } catch (error) {
        if (error instanceof NotAgain) {
          failed.abort(error);
          return undefined;
        }
        report(
          `${name} could not be started again: ${error instanceof Error ? error.message : String(error)} Trying on.`,
        );
      }
    }
    return undefined;
  };
  const watch = async (): Promise<void> => {
    for (;;) {
      const begun = performance.now();
      const end = await life.over;
      if (end.kind === 'failed') return failed.abort(end.error);
      if (end.kind === 'asked' || stopping.signal.aborted) return;
      if (performance.now() - begun > longMs) pause = 0;
      report(`${name} ended (${end.why}); starting again`);
      const next = await again();
      if (next === undefined) return;
      life = next;
      if (stopping.signal.aborted) return life.stop();
      report(`${name} are back`);
    }
  };
  const watching = watch();
  return {
    value: first.value,
    failed: failed.signal,
    async stop() {
      stopping.abort();
      await life.stop();
      await watching;
    },
  };
}
