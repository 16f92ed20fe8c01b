/**
 * Lets callers who ask the same at the same time share one answer. At most one per key is being worked out, and one more
 * waits for it: whoever comes in between joins the one that has not begun. So every answer is at least as fresh as its
 * question (a consistency token keeps its meaning), and a herd on the front page costs the database one statement after
 * another. Work begins at the end of the turn of the event loop, so that all who came in it are served by it.
 */
export function shareWork<A, V>(keyOf: (args: A) => string, work: (args: A) => Promise<V>): (args: A) => Promise<V> {
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<V>>();
  const begin = (key: string, args: A): Promise<V> => {
    waiting.delete(key);
    const result = work(args);
    const ended = result
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        if (running.get(key) === ended) running.delete(key);
      });
    running.set(key, ended);
    return result;
  };
  return (args) => {
    const key = keyOf(args);
    const joined = waiting.get(key) ?? (running.get(key) ?? endOfTurn()).then(() => begin(key, args));
    waiting.set(key, joined);
    return joined;
  };
}

/** Shares reads whose arguments are JSON. */
export const shareReads = <A, V>(read: (args: A) => Promise<V>): ((args: A) => Promise<V>) =>
  shareWork((args) => JSON.stringify(args), read);

const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
