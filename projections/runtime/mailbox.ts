import type { Entry } from './projection.ts';

/** What a consumer takes at once: entries in log order, and the position up to which everything was considered. */
export interface Batch {
  readonly entries: readonly Entry[];
  /** Undefined: nothing new was considered. */
  readonly position: bigint | undefined;
  /** Nothing more will come. */
  readonly ended: boolean;
}

/** A bounded queue between one reader of the log and one projection. */
export interface Mailbox {
  /** False: it is full. From then on it takes nothing; what it holds is still without gaps. */
  offer(entry: Entry): boolean;
  /** Waits for capacity; undefined when there is some, so that filling costs no promise per event. */
  put(entry: Entry): Promise<void> | undefined;
  /** Everything up to here was considered. */
  advance(position: bigint): void;
  /** No more will come; with `error`, the consumer gets it after it has taken the rest. */
  end(error?: unknown): void;
  /**
   * Waits up to `idleMs` for something, then up to `lingerMs` for `max` entries.
   * @throws what `end` was given.
   */
  take(max: number, lingerMs: number, idleMs: number): Promise<Batch>;
}

export function createMailbox(capacity: number): Mailbox {
  let queue: Entry[] = [];
  let considered: bigint | undefined;
  let reported: bigint | undefined;
  let ended: { readonly error: unknown } | undefined;
  let wakeTaker = (): void => {};
  let wakePutter = (): void => {};
  let wanted = 0;

  const something = (): boolean => queue.length > 0 || considered !== reported || ended !== undefined;
  const enough = (): boolean => queue.length >= wanted || ended !== undefined;
  const notify = (ready: boolean): void => {
    if (ready) wakeTaker();
  };
  const wait = async (ms: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    wakeTaker = resolve;
    await promise;
    clearTimeout(timer);
    wakeTaker = () => {};
  };
  const push = (entry: Entry): void => {
    queue.push(entry);
    considered = entry.recorded.position;
    notify(wanted === 0 || enough());
  };

  const end = (error?: unknown): void => {
    ended ??= { error };
    wakeTaker();
    wakePutter();
  };

  async function putWhenFree(entry: Entry): Promise<void> {
    while (queue.length >= capacity && ended === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wakePutter = resolve;
      await promise;
    }
    if (ended === undefined) push(entry);
  }

  return {
    end,
    offer(entry) {
      if (ended !== undefined) return false;
      if (queue.length >= capacity) {
        end();
        return false;
      }
      push(entry);
      return true;
    },
    put(entry) {
      if (queue.length >= capacity && ended === undefined) return putWhenFree(entry);
      if (ended === undefined) push(entry);
      return undefined;
    },
    advance(position) {
      if (ended !== undefined) return;
      considered = position;
      notify(wanted === 0);
    },
    async take(max, lingerMs, idleMs) {
      wanted = 0;
      if (!something()) await wait(idleMs);
      wanted = max;
      if (lingerMs > 0 && something() && !enough()) await wait(lingerMs);
      const entries = queue.length <= max ? queue : queue.slice(0, max);
      queue = queue.length <= max ? [] : queue.slice(max);
      wakePutter();
      const position = queue.length === 0 ? considered : entries.at(-1)?.recorded.position;
      const isNew = position !== reported;
      reported = position;
      const isLast = ended !== undefined && queue.length === 0;
      if (isLast && entries.length === 0 && ended?.error !== undefined) throw ended.error;
      return { entries, position: isNew ? position : undefined, ended: isLast && ended?.error === undefined };
    },
  };
}
