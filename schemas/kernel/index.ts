import type { SchemaContext } from './context.ts';
import { inboxEvents } from './inbox.events.ts';
import { jobCommands } from './job.commands.ts';
import { jobEvents } from './job.events.ts';
import { logEvents } from './log.events.ts';
import { processEvents } from './process.events.ts';

/** What every context builds on: the identity of the log, processes, their timers and jobs, and the inbox for events of other systems. */
export const kernel = {
  name: 'kernel',
  events: [...processEvents, ...jobEvents, ...inboxEvents, ...logEvents],
  commands: jobCommands,
} as const satisfies SchemaContext;
