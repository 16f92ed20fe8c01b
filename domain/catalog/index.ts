import { anyDecider } from '../kernel/context.ts';
import type { DomainContext } from '../kernel/context.ts';
import { titleDecider } from './title.decider.ts';

/** Titles. */
export const catalog: DomainContext = { name: 'catalog', deciders: [anyDecider(titleDecider)], processes: [] };
