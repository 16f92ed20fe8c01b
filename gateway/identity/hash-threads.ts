import { Worker } from 'node:worker_threads';
import type { Hashed, HashTask } from './hash-thread.ts';

const startThread = (): Worker => new Worker(new URL('hash-thread.ts', import.meta.url));

/** How often a task is begun whose thread ended under it: twice may be the machine's fault, more is the task's. */
const TRIES = 2;

/**
 * Threads that hash behind everything else, as many as are asked for at once. One that ends, whatever ended it, is replaced by the next task;
 * what it was at is begun once more.
 */
export function createHashThreads(start: () => Worker = startThread) {
  const idle = new Set<Worker>();

  const take = (): Worker => {
    const [waiting] = idle;
    if (waiting !== undefined) {
      idle.delete(waiting);
      return waiting;
    }
    const thread = start();
    // One that ends while nobody waits for it is asked nothing any more: what is sent to it is lost without a word.
    // Without a listener its error would be the process's.
    const forget = (): void => void idle.delete(thread);
    return thread.on('error', forget).on('exit', forget);
  };

  /** @throws Error when the thread ends before it answers */
  const ask = async (task: HashTask): Promise<Hashed> => {
    const thread = take();
    // A thread that waits keeps no process alive.
    thread.ref();
    try {
      const done = await answerOf(thread, task);
      thread.unref();
      idle.add(thread);
      return done;
    } catch (error) {
      void thread.terminate();
      throw error;
    }
  };

  /**
   * Hashes in a thread of its own: whoever calls keeps in bounds how many at once.
   * @throws Error for a hash that is none, and when threads end again and again
   */
  return async (task: HashTask): Promise<string | boolean> => {
    for (let tried = 1; ; tried += 1) {
      let done: Hashed;
      try {
        done = await ask(task);
      } catch (error) {
        if (tried >= TRIES) throw error;
        continue;
      }
      if ('error' in done) throw new Error(done.error);
      return done.value;
    }
  };
}

/** The threads of this process. */
export const hashBehind = createHashThreads();

const answerOf = (thread: Worker, task: HashTask): Promise<Hashed> =>
  new Promise((resolve, reject) => {
    const unlisten = (): void => {
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const onMessage = (done: Hashed): void => (unlisten(), resolve(done));
    const onError = (error: Error): void => (unlisten(), reject(error));
    const onExit = (): void => (unlisten(), reject(new Error('The thread that hashes passwords ended.')));
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to a thread; windows have origins
    thread.postMessage(task);
  });
