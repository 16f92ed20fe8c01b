import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ItemWeights } from '../../domain/insight/ease.ts';
import type { BuildWeights } from '../../domain/insight/prequential.ts';
import type { WeightsDone, WeightsTask } from './weights-thread.ts';

/** Threads that build item weights, one set each at a time. */
export interface WeightsThreads extends AsyncDisposable {
  readonly build: BuildWeights;
}

interface Waiting {
  readonly task: WeightsTask;
  readonly done: PromiseWithResolvers<ItemWeights>;
}

/** @param count of threads; by default as many as there are cores, four at most: each holds the matrix that it inverts */
export function startWeightsThreads(count = Math.min(4, availableParallelism())): WeightsThreads {
  const waiting: Waiting[] = [];
  const threads = Array.from({ length: count }, () => new Worker(new URL('weights-thread.ts', import.meta.url)));
  const idle = [...threads];

  const runNext = (thread: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) {
      idle.push(thread);
      return;
    }
    const { task, done } = next;
    // A thread that ended takes nothing more; the others go on.
    const fail = (error: Error): void => done.reject(error);
    thread.once('error', fail);
    thread.once('message', (answer: WeightsDone) => {
      thread.off('error', fail);
      if ('error' in answer) done.reject(new Error(answer.error));
      else done.resolve(answer);
      runNext(thread);
    });
    thread.postMessage(task, [task.square.buffer]);
  };
  return {
    build(square, lambda) {
      const done = Promise.withResolvers<ItemWeights>();
      waiting.push({ task: { square, lambda }, done });
      const thread = idle.pop();
      if (thread !== undefined) runNext(thread);
      return done.promise;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
