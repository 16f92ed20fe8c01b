import { billing } from './billing/index.ts';
import { catalog } from './catalog/index.ts';
import { identity } from './identity/index.ts';
import { kernel } from './kernel/index.ts';
import { media } from './media/index.ts';
import type { CommandContext } from './pipeline/context.ts';
import { playback } from './playback/index.ts';

/** Every context that brings commands. A new context is one line here. */
export const commandContexts: readonly CommandContext[] = [kernel, media, catalog, playback, identity, billing];
