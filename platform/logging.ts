import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';
import type { Logger } from '../commands/ports/log-line.ts';
import type { Config } from './config.ts';

/** Fields that never reach a log, wherever they stand. */
const REDACTED = ['authorization', 'cookie', 'operatorToken', 'secret', 'sessionToken', '*.authorization', '*.cookie', '*.sessionToken'];

/** JSON lines on stdout, or in a file when `file` is given (a terminal then stays readable). */
export function createLogger(level: Config['logLevel'], file?: string): Logger & { flush(): void } {
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true });
  // Opened here and now: a file that opens later cannot be flushed by a start that ends at once.
  const destination = pino.destination({ fd: file === undefined ? 1 : openSync(file, 'a'), sync: file === undefined });
  const logger = pino({ level, base: null, redact: REDACTED, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return Object.assign(logger, { flush: () => destination.flushSync() });
}
