/**
 * Lets callers who ask the same at the same time share one read. At most one read per key runs, and one more waits for
 * it: whoever comes in between joins the one that has not begun. So every answer is at least as fresh as its question
 * (a consistency token keeps its meaning), and a herd on the front page costs the database one statement after another.
 */
export function shareReads<A, V>(read: (args: A) => Promise<V>): (args: A) => Promise<V> {
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<V>>();
  const begin = (key: string, args: A): Promise<V> => {
    waiting.delete(key);
    const result = read(args);
    const settled = result
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        if (running.get(key) === settled) running.delete(key);
      });
    running.set(key, settled);
    return result;
  };
  return (args) => {
    const key = JSON.stringify(args);
    const before = running.get(key);
    if (before === undefined) return begin(key, args);
    const joined = waiting.get(key) ?? before.then(() => begin(key, args));
    waiting.set(key, joined);
    return joined;
  };
}
