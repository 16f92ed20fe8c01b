import { createMemoryQueues } from './memory-queues.ts';
import { queuesContract } from './queues.contract.ts';

queuesContract(async () => createMemoryQueues());
