import { catalogDomain } from './catalog/index.ts';
import type { DomainContext } from './kernel/context.ts';
import { kernelDomain } from './kernel/index.ts';
import { mediaDomain } from './media/index.ts';
import { playbackDomain } from './playback/index.ts';

/** Every context that brings deciders or processes. A new context is one line here. */
export const contexts: readonly DomainContext[] = [kernelDomain, mediaDomain, catalogDomain, playbackDomain];
