import { dueTimersContract } from './due-timers.contract.ts';
import { createMemoryDueTimers } from './memory-due-timers.ts';

let timers = createMemoryDueTimers();
dueTimersContract(
  async () => (timers = createMemoryDueTimers()),
  async (timer) => timers.set(timer),
);
