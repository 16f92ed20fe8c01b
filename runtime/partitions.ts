/** Runs tasks in order per key, and a bounded number of keys at a time. */
export interface Partitions {
  /** Adds a task behind all earlier ones of its key. */
  add(key: string, task: () => Promise<void>): void;
  /** Resolves when fewer tasks wait or run than may: whoever adds waits for it first, so that memory stays bounded. */
  capacity(): Promise<void>;
  /** Resolves when no task waits or runs. */
  idle(): Promise<void>;
}

/**
 * @param atOnce keys whose tasks run at a time
 * @param backlog tasks that wait or run before `capacity` makes the caller wait
 * @param onError called with what a task threw; later tasks run all the same
 */
export function createPartitions(atOnce: number, backlog: number, onError: (error: unknown) => void): Partitions {
  const queues = new Map<string, (() => Promise<void>)[]>();
  /** Keys with tasks of which none runs, in the order in which they came. */
  const ready: string[] = [];
  let running = 0;
  let open = 0;
  let waiting: { readonly most: number; readonly resolve: () => void }[] = [];

  const notifyWaiters = (): void => {
    const due = waiting.filter(({ most }) => open <= most);
    if (due.length === 0) return;
    waiting = waiting.filter((each) => !due.includes(each));
    for (const { resolve } of due) resolve();
  };
  const atMost = (most: number): Promise<void> =>
    open <= most ? Promise.resolve() : new Promise((resolve) => waiting.push({ most, resolve }));

  /** Runs the next task of a key, then lets the key queue up again behind the others. */
  const runNext = async (key: string): Promise<void> => {
    const queue = queues.get(key);
    try {
      await queue?.shift()?.();
    } catch (error) {
      onError(error);
    }
    if (queue?.length === 0) queues.delete(key);
    else ready.push(key);
    running -= 1;
    open -= 1;
    notifyWaiters();
    fill();
  };
  const fill = (): void => {
    for (; running < atOnce; running += 1) {
      const key = ready.shift();
      if (key === undefined) return;
      void runNext(key);
    }
  };

  return {
    add(key, task) {
      open += 1;
      const queue = queues.get(key);
      if (queue !== undefined) return void queue.push(task);
      queues.set(key, [task]);
      ready.push(key);
      fill();
    },
    capacity: () => atMost(backlog - 1),
    idle: () => atMost(0),
  };
}
