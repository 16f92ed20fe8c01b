import { anyDecider, anyProcess } from '../kernel/context.ts';
import type { DomainContext } from '../kernel/context.ts';
import { openingProcess } from './opening.process.ts';
import { rightsDecider } from './rights.decider.ts';
import { titleDecider } from './title.decider.ts';

/** Titles, and the windows in which they may be shown. */
export const catalog: DomainContext = {
  name: 'catalog',
  deciders: [anyDecider(titleDecider), anyDecider(rightsDecider)],
  processes: [anyProcess(openingProcess)],
};
