import { setTimeout as sleep } from 'node:timers/promises';

/** Collects what callbacks receive, so that a test waits for it and never for a time. */
export interface Inbox<T> {
  put(item: T): void;
  /** The next `count` items; fails after `withinMs` (a deadline against hanging, not a wait). */
  take(count: number, withinMs?: number): Promise<readonly T[]>;
  /** Asks again and again until it holds; less often when the answer costs time. */
  until(holds: () => Promise<boolean>, withinMs?: number): Promise<void>;
}

export const inbox = <T>(): Inbox<T> => {
  const items: T[] = [];
  let wake = (): void => undefined;
  const until = async (holds: () => Promise<boolean>, withinMs = 20_000): Promise<void> => {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const asked = performance.now();
      if (await holds()) return;
      const now = performance.now();
      if (now > deadline) throw new Error(`did not hold within ${withinMs} ms`);
      // Who reads a whole log to see it must not keep those busy that it waits for: asking takes a fifth of the time at most.
      await sleep(Math.min(Math.max(20, (now - asked) * 4), 1_000));
    }
  };
  return {
    put: (item) => {
      items.push(item);
      wake();
    },
    take: async (count, withinMs = 20_000) => {
      const deadline = performance.now() + withinMs;
      while (items.length < count) {
        const left = deadline - performance.now();
        if (left <= 0) throw new Error(`waited ${withinMs} ms for ${count} items, got ${JSON.stringify(items)}`);
        await Promise.race([
          new Promise<void>((resolve) => {
            wake = resolve;
          }),
          sleep(Math.min(left, 200)),
        ]);
      }
      return items.splice(0, count);
    },
    until,
  };
};
