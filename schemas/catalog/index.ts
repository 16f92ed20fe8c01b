import type { SchemaContext } from '../kernel/context.ts';
import { titleCommands } from './title.commands.ts';
import { titleEvents } from './title.events.ts';

/** Titles: what editors publish and viewers browse. */
export const catalog = {
  name: 'catalog',
  events: titleEvents,
  commands: titleCommands,
} as const satisfies SchemaContext;
