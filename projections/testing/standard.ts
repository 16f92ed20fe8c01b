import { projectionContexts } from '../contexts.ts';
import { projectionsOf } from '../runtime/context.ts';

export { language } from '../../schemas/language.ts';
export { projectionContexts };

/** The read models of the standard contexts. */
export const standardProjections = projectionsOf(projectionContexts);
