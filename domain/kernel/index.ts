import { anyDecider } from './context.ts';
import type { DomainContext } from './context.ts';
import { jobDecider } from './job.decider.ts';

/** Jobs, whatever their kind. */
export const kernel: DomainContext = { name: 'kernel', deciders: [anyDecider(jobDecider)], processes: [] };
