import { finished, type Readable } from 'node:stream';

/**
 * How many objects a read keeps ready before its consumer asks. Longer queues cost memory (an event has up to 1 MiB) and
 * gain nothing.
 */
export const readable = { highWaterMark: 128 };

/** What is used of a stream of objects; the client declares an iterator of its own for its streams. */
export interface ObjectStream {
  readonly destroyed: boolean;
  read(): unknown;
  destroy(): unknown;
  on(event: 'readable', listener: () => void): unknown;
}

/**
 * Iterates over a stream of objects as `for await` over the stream itself does, and destroys it when it is left, but without
 * a generator: gRPC delivers events one by one, so the turns of the event loop's queue per event are what a read costs us.
 * For one consumer that asks for the next object when it has the last one.
 */
export function itemsOf<T>(stream: ObjectStream): AsyncIterable<T> {
  let end: { readonly error?: Error | null | undefined } | undefined;
  let waiting: { resolve(result: IteratorResult<T, undefined>): void; reject(error: Error): void } | undefined;

  const take = (): T | null => (stream.destroyed ? null : (stream.read() as T | null));
  const serve = (): void => {
    const asking = waiting;
    if (asking === undefined) return;
    const item = take();
    if (item === null && end === undefined) return;
    waiting = undefined;
    if (item !== null) asking.resolve({ done: false, value: item });
    else if (end?.error) {
      // the client emits some errors without ending its stream
      stream.destroy();
      asking.reject(end.error);
    } else asking.resolve(ended);
  };
  stream.on('readable', serve);
  finished(stream as Readable, { writable: false }, (error) => {
    end = { error };
    serve();
  });

  return {
    [Symbol.asyncIterator]: () => ({
      next: () =>
        new Promise((resolve, reject) => {
          waiting = { resolve, reject };
          serve();
        }),
      return: () => {
        stream.destroy();
        return Promise.resolve(ended);
      },
    }),
  };
}

const ended = { done: true, value: undefined } as const;
