import type { SchemaContext } from '../kernel/context.ts';
import { accountCommands } from './account.commands.ts';
import { accountEvents } from './account.events.ts';
import { identityJobs } from './jobs.ts';
import { profileCommands } from './profile.commands.ts';
import { profileEvents } from './profile.events.ts';
import { signInCommands } from './sign-in.commands.ts';
import { signInEvents } from './sign-in.events.ts';

/** Who people are: accounts, sign-ins and the profiles of a household. */
export const identity = {
  name: 'identity',
  events: [...accountEvents, ...signInEvents, ...profileEvents],
  commands: [...accountCommands, ...signInCommands, ...profileCommands],
  jobs: identityJobs,
  processes: ['mailing'],
} as const satisfies SchemaContext;
