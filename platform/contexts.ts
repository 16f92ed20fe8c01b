import { commandContexts } from '../commands/contexts.ts';
import type { CommandContext } from '../commands/pipeline/context.ts';
import { gatewayContexts } from '../gateway/contexts.ts';
import type { GatewayContext } from '../gateway/graphql/context-module.ts';
import { projectionContexts } from '../projections/contexts.ts';
import { projectionsOf } from '../projections/runtime/context.ts';
import type { ProjectionContext } from '../projections/runtime/context.ts';
import type { Language } from '../schemas/kernel/language.ts';
import { language } from '../schemas/language.ts';

/** What a platform is made of: the lists of contexts of the rooms. A test may add one of its own. */
export interface Contexts {
  readonly language: Language;
  readonly commands: readonly CommandContext[];
  readonly projections: readonly ProjectionContext[];
  readonly gateway: readonly GatewayContext[];
}

/** The contexts of Reprise. */
export const standardContexts = {
  language,
  commands: commandContexts,
  projections: projectionContexts,
  gateway: gatewayContexts,
} as const satisfies Contexts;

/** The read models of Reprise. */
export const standardProjections = projectionsOf(projectionContexts);
