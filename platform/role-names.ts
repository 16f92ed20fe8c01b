import { workerContexts } from '../workers/contexts.ts';
import type { WorkerContext } from '../workers/runtime/context.ts';

/** One of the machinery's roles, or one that a context brings. */
export type RoleName = string;

/**
 * The roles of a platform that is made of these contexts, in the order in which they start: who lets others in comes last.
 * @throws Error when two have the same name
 */
export function rolesOf(contexts: readonly WorkerContext[]): readonly RoleName[] {
  const own = contexts.flatMap(({ roles = {} }) => Object.keys(roles));
  const names = ['projector', 'processor', 'timers', 'dispatcher', 'worker', ...own, 'gateway'];
  if (new Set(names).size < names.length) throw new Error(`Two roles have the same name: ${names.join(', ')}.`);
  return names;
}

/** The roles of Reprise, in the order in which they start. */
export const ROLES = rolesOf(workerContexts);
