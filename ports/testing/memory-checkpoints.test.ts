import { checkpointsContract } from './checkpoints.contract.ts';
import { createMemoryCheckpoints } from './memory-checkpoints.ts';

let now = 0;
const checkpoints = createMemoryCheckpoints(() => now);
checkpointsContract(
  () => checkpoints,
  () => checkpoints,
  (ms) => (now += ms),
);
