import { billing } from './billing/index.ts';
import { catalog } from './catalog/index.ts';
import type { DomainContext } from './kernel/context.ts';
import { identity } from './identity/index.ts';
import { kernel } from './kernel/index.ts';
import { media } from './media/index.ts';
import { playback } from './playback/index.ts';

/** Every context that brings deciders or processes. A new context is one line here. */
export const domainContexts: readonly DomainContext[] = [kernel, media, catalog, playback, identity, billing];
