import { Worker } from 'node:worker_threads';
import type { Hashed, HashTask } from './hash-thread.ts';

const idle: Worker[] = [];

/**
 * Hashes in a thread of its own that runs behind everything else, as many as are asked for at once: whoever calls keeps that in bounds.
 * @throws Error for a hash that is none
 */
export async function hashBehind(task: HashTask): Promise<string | boolean> {
  const thread = idle.pop() ?? new Worker(new URL('hash-thread.ts', import.meta.url));
  // A thread that waits keeps no process alive.
  thread.ref();
  try {
    const done = await answerOf(thread, task);
    thread.unref();
    idle.push(thread);
    if ('error' in done) throw new Error(done.error);
    return done.value;
  } catch (error) {
    if (!idle.includes(thread)) void thread.terminate();
    throw error;
  }
}

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
