import { media } from './media/index.ts';
import type { WorkerContext } from './runtime/context.ts';

/** Every context that brings jobs. A new context is one line here. */
export const workerContexts: readonly WorkerContext[] = [media];
