import { billing } from './billing/index.ts';
import { identity } from './identity/index.ts';
import { media } from './media/index.ts';
import { playback } from './playback/index.ts';
import type { WorkerContext } from './runtime/context.ts';

/** Every context that brings jobs or roles of its own. A new context is one line here. */
export const workerContexts: readonly WorkerContext[] = [media, playback, identity, billing];
