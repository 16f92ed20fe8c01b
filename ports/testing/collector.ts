/** What callbacks received, so that a contract waits for it and never for a time. */
export interface Collector<T> {
  put(item: T): void;
  size(): number;
  /** The next `count` items, as soon as they are there. @throws when they are not there in time (against hanging) */
  take(count: number): Promise<readonly T[]>;
}

const PATIENCE_MS = 20_000;

export const collector = <T>(): Collector<T> => {
  const items: T[] = [];
  let look = (): void => undefined;
  return {
    put: (item) => {
      items.push(item);
      look();
    },
    size: () => items.length,
    take: (count) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(
          () => reject(new Error(`waited ${PATIENCE_MS} ms for ${count} items, got ${JSON.stringify(items)}`)),
          PATIENCE_MS,
        );
        look = () => {
          if (items.length < count) return;
          clearTimeout(late);
          look = () => undefined;
          resolve(items.splice(0, count));
        };
        look();
      }),
  };
};
