import { setTimeout as sleep } from 'node:timers/promises';

/** Collects what callbacks receive, so that a test waits for it and never for a time. */
export interface Inbox<T> {
  put(item: T): void;
  /** The next `count` items; fails after `withinMs` (a deadline against hanging, not a wait). */
  take(count: number, withinMs?: number): Promise<readonly T[]>;
  /** Asks again and again until it holds. */
  until(holds: () => Promise<boolean>, withinMs?: number): Promise<void>;
}

export const inbox = <T>(): Inbox<T> => {
  const items: T[] = [];
  let wake = (): void => undefined;
  const until = async (holds: () => Promise<boolean>, withinMs = 20_000): Promise<void> => {
    const deadline = performance.now() + withinMs;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Error(`did not hold within ${withinMs} ms`);
      await sleep(20);
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
