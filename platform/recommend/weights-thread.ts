import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { ease, type ItemWeights } from '../../domain/insight/ease.ts';

export interface WeightsTask {
  readonly square: Int32Array<ArrayBuffer>;
  readonly lambda: number;
}
export type WeightsDone = ItemWeights | { readonly error: string };

// Whoever watches goes first. On Linux this is for this thread alone; elsewhere it would be the whole process.
if (process.platform === 'linux') setPriority(0, 10);

parentPort?.on('message', ({ square, lambda }: WeightsTask) => {
  const answer = (done: WeightsDone, moved: ArrayBuffer[]): void => parentPort?.postMessage(done, moved);
  try {
    const made = ease(square, lambda);
    answer(made, [made.weights.buffer]);
  } catch (error) {
    answer({ error: error instanceof Error ? error.message : String(error) }, []);
  }
});
