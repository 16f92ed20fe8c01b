import { anyDecider, anyProcess } from '../kernel/context.ts';
import type { DomainContext } from '../kernel/context.ts';
import { closingProcess } from './closing.process.ts';
import { sessionDecider } from './session.decider.ts';

/** Playback sessions. */
export const playback: DomainContext = {
  name: 'playback',
  deciders: [anyDecider(sessionDecider)],
  processes: [anyProcess(closingProcess)],
};
