import type { SchemaContext } from '../kernel/context.ts';
import { planCommands } from './plan.commands.ts';
import { planEvents } from './plan.events.ts';

/** Money: what is sold, and what comes of it. */
export const billing = {
  name: 'billing',
  events: [...planEvents],
  commands: [...planCommands],
} as const satisfies SchemaContext;
