import { createMemorySharedCounters } from './memory-shared-counters.ts';
import { sharedCountersContract } from './shared-counters.contract.ts';

let now = 0;
const counters = createMemorySharedCounters(() => now);
sharedCountersContract(
  () => counters,
  () => counters,
  (ms) => (now += ms),
);
