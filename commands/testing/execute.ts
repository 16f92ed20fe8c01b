import type { EventLog } from '../../ports/event-log.ts';
import { language } from '../../schemas/language.ts';
import { commandContexts } from '../contexts.ts';
import { createExecute } from '../pipeline/execute.ts';
import type { Execute } from '../pipeline/execute.ts';

/** Executes commands of the standard contexts on a log. */
export const executeOn = (log: EventLog): Execute => createExecute(commandContexts, { log, language });
