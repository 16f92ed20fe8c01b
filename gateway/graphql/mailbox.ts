import type { Logger } from '../../ports/logger.ts';

/** Takes changes and hands them out one at a time: the latest of each key, and no key more often than its interval. */
export interface Mailbox<T> extends AsyncIterableIterator<T> {
  put(key: string, value: T): void;
  close(): void;
}

export interface MailboxOptions {
  /** Shortest time between two values of one key, ms. */
  readonly intervalMs: number;
  /** Keys that may wait; beyond that the oldest is dropped: its next change comes anyway. */
  readonly maxKeys: number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

/** A mailbox between fast changes and a slow client: memory is bounded by keys, not by changes. */
export function createMailbox<T>(options: MailboxOptions): Mailbox<T> {
  const now = options.now ?? (() => performance.now());
  const waiting = new Map<string, T>();
  /** When each key was last sent, in this interval and the one before: what is older no longer matters. */
  let sentAt = new Map<string, number>();
  let sentBefore = new Map<string, number>();
  let turnedAt = now();
  let wake: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const wakeUp = (): void => {
    clearTimeout(timer);
    wake?.();
    wake = undefined;
  };
  /** A key that may go now, or how long until one may. */
  const due = (): { readonly key: string } | { readonly inMs: number } => {
    let inMs = Infinity;
    const at = now();
    for (const key of waiting.keys()) {
      const left = (sentAt.get(key) ?? sentBefore.get(key) ?? -Infinity) + options.intervalMs - at;
      if (left <= 0) return { key };
      inMs = Math.min(inMs, left);
    }
    return { inMs };
  };
  const sent = (key: string): void => {
    const at = now();
    if (at - turnedAt >= options.intervalMs) {
      sentBefore = sentAt;
      sentAt = new Map();
      turnedAt = at;
    }
    sentAt.set(key, at);
  };

  return {
    put(key, value) {
      if (closed) return;
      waiting.set(key, value);
      if (waiting.size > options.maxKeys)
        for (const oldest of waiting.keys()) {
          waiting.delete(oldest);
          break;
        }
      wakeUp();
    },
    close() {
      closed = true;
      waiting.clear();
      wakeUp();
    },
    async next() {
      while (!closed) {
        const found = due();
        if ('key' in found) {
          const value = waiting.get(found.key) as T;
          waiting.delete(found.key);
          sent(found.key);
          return { done: false, value };
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (found.inMs < Infinity) timer = setTimeout(wakeUp, Math.ceil(found.inMs));
        });
      }
      return { done: true, value: undefined };
    },
    async return() {
      this.close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/**
 * Looks each value up and leaves out those that came to nothing. A look-up that fails is skipped with a log line: the
 * next change looks again. Ending it ends the mailbox, also in mid-wait.
 */
export function lookUp<T, V>(
  mailbox: Mailbox<T>,
  logger: Pick<Logger, 'warn'>,
  find: (value: T) => Promise<V | undefined>,
): AsyncIterableIterator<V> {
  const tryFind = (value: T): Promise<V | undefined> =>
    find(value).catch((error: unknown) => {
      logger.warn({ err: error }, 'a change could not be looked up for a subscriber');
      return undefined;
    });
  return {
    async next() {
      for (;;) {
        const step = await mailbox.next();
        if (step.done === true) return { done: true, value: undefined };
        const found = await tryFind(step.value);
        if (found !== undefined) return { done: false, value: found };
      }
    },
    async return() {
      mailbox.close();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
