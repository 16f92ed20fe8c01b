import { anyDecider, anyProcess } from '../kernel/context.ts';
import type { DomainContext } from '../kernel/context.ts';
import { closingProcess } from './closing.process.ts';
import { concurrencyDecider } from './concurrency.decider.ts';
import { decisionDecider } from './decision.decider.ts';
import { sessionDecider } from './session.decider.ts';
import { watchMarkDecider } from './watch-mark.decider.ts';

/** Playback sessions, and how many an account has at once. */
export const playback: DomainContext = {
  name: 'playback',
  deciders: [
    anyDecider(sessionDecider),
    anyDecider(concurrencyDecider),
    anyDecider(decisionDecider),
    anyDecider(watchMarkDecider),
  ],
  processes: [anyProcess(closingProcess)],
};
