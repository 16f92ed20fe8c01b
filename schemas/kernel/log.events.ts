import { z } from 'zod';
import { defineEvent } from './define.ts';

/**
 * The one stream of category `log`. Its name is fixed, so that everybody finds it: the first who appends to it decides.
 */
export const LOG_STREAM = 'log-4c6f6721-0000-4000-8000-000000000001';

export const LogStarted = defineEvent({
  type: 'kernel.LogStarted',
  version: 1,
  category: 'log',
  description: 'The log got its identity, which everything that is derived from it remembers.',
  data: z.strictObject({ logId: z.uuid().describe('made at random, once per log') }),
});

export const logEvents = [LogStarted] as const;
