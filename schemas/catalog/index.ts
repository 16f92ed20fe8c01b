import type { SchemaContext } from '../kernel/context.ts';
import { rightsCommands } from './rights.commands.ts';
import { rightsEvents } from './rights.events.ts';
import { titleCommands } from './title.commands.ts';
import { titleEvents } from './title.events.ts';

/** Titles: what editors publish and viewers browse, and the windows in which they may be shown. */
export const catalog = {
  name: 'catalog',
  events: [...titleEvents, ...rightsEvents],
  commands: [...titleCommands, ...rightsCommands],
  processes: ['opening'],
} as const satisfies SchemaContext;
