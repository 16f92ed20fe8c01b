import { catalogSchemas } from './catalog/index.ts';
import { kernelSchemas } from './kernel/index.ts';
import type { CommandOf, EventOf } from './kernel/define.ts';
import { mediaSchemas } from './media/index.ts';
import { playbackSchemas } from './playback/index.ts';

/** Every context that brings events, commands or jobs. A new context is one line here. */
export const contexts = [kernelSchemas, mediaSchemas, catalogSchemas, playbackSchemas] as const;

/** The union of all events at their current version, discriminated by `type`. */
export type DomainEvent = EventOf<(typeof contexts)[number]['events'][number]>;

/** The union of all commands, discriminated by `type`. */
export type Command = CommandOf<(typeof contexts)[number]['commands'][number]>;
