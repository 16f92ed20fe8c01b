import { catalogCommands } from './catalog/index.ts';
import { kernelCommands } from './kernel/index.ts';
import { mediaCommands } from './media/index.ts';
import type { CommandContext } from './pipeline/context.ts';
import { playbackCommands } from './playback/index.ts';

/** Every context that brings commands. A new context is one line here. */
export const contexts: readonly CommandContext[] = [kernelCommands, mediaCommands, catalogCommands, playbackCommands];
