import { commandContexts } from '../commands/contexts.ts';
import type { CommandContext } from '../commands/pipeline/context.ts';
import { domainContexts } from '../domain/contexts.ts';
import type { DomainContext } from '../domain/kernel/context.ts';
import { gatewayContexts } from '../gateway/contexts.ts';
import type { GatewayContext } from '../gateway/graphql/context-module.ts';
import { projectionContexts } from '../projections/contexts.ts';
import { projectionsOf } from '../projections/runtime/context.ts';
import type { ProjectionContext } from '../projections/runtime/context.ts';
import type { Language } from '../schemas/kernel/language.ts';
import { language } from '../schemas/language.ts';
import { workerContexts } from '../workers/contexts.ts';
import type { WorkerContext } from '../workers/runtime/context.ts';

/** What a platform is made of: the lists of contexts of the rooms. A test may add one of its own. */
export interface Contexts {
  readonly language: Language;
  readonly domain: readonly DomainContext[];
  readonly commands: readonly CommandContext[];
  readonly projections: readonly ProjectionContext[];
  readonly workers: readonly WorkerContext[];
  readonly gateway: readonly GatewayContext[];
}

/** The contexts of Reprise. */
export const standardContexts = {
  language,
  domain: domainContexts,
  commands: commandContexts,
  projections: projectionContexts,
  workers: workerContexts,
  gateway: gatewayContexts,
} as const satisfies Contexts;

/** The read models of Reprise. */
export const standardProjections = projectionsOf(projectionContexts);
