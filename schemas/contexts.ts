import { billing } from './billing/index.ts';
import { catalog } from './catalog/index.ts';
import { identity } from './identity/index.ts';
import { kernel } from './kernel/index.ts';
import type { CommandOf, EventOf } from './kernel/define.ts';
import { media } from './media/index.ts';
import { playback } from './playback/index.ts';

/** Every context that brings events, commands or jobs. A new context is one line here. */
export const schemaContexts = [kernel, media, catalog, playback, identity, billing] as const;

/** The union of all events at their current version, discriminated by `type`. */
export type DomainEvent = EventOf<(typeof schemaContexts)[number]['events'][number]>;

/** The union of all commands, discriminated by `type`. */
export type Command = CommandOf<(typeof schemaContexts)[number]['commands'][number]>;
