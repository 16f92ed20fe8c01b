import { audit } from './audit/index.ts';
import { billing } from './billing/index.ts';
import { catalog } from './catalog/index.ts';
import { identity } from './identity/index.ts';
import { kernel } from './kernel/index.ts';
import { media } from './media/index.ts';
import { playback } from './playback/index.ts';
import type { ProjectionContext } from './runtime/context.ts';

/** Every context that has read models. Tables, filters, queries and the command line follow from this list. */
export const projectionContexts = [
  kernel,
  catalog,
  media,
  playback,
  audit,
  identity,
  billing,
] as const satisfies readonly ProjectionContext[];
