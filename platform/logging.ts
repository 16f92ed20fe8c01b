import { openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';
import type { Logger } from '../ports/logger.ts';
import type { Config } from './config.ts';
import { makeDirectory } from './make-directory.ts';
import { WrongConfiguration } from './wrong-configuration.ts';

/** Fields that never reach a log, wherever they stand. */
const REDACTED = [
  'authorization',
  'cookie',
  'operatorToken',
  'secret',
  'password',
  'refreshToken',
  'accessToken',
  'sessionToken',
  '*.authorization',
  '*.cookie',
  '*.password',
  '*.refreshToken',
  '*.accessToken',
  '*.sessionToken',
];

/** JSON lines on stdout, or in a file when `file` is given (a terminal then stays readable). */
export function createLogger(level: Config['logLevel'], file?: string): Logger {
  const target = file === undefined ? 1 : openLog(file);
  return pino(
    { level, base: null, redact: REDACTED, timestamp: pino.stdTimeFunctions.isoTime },
    writeLines(target, file ?? 'standard output'),
  );
}

function openLog(file: string): number {
  try {
    makeDirectory(dirname(file));
    return openSync(file, 'a', 0o600);
  } catch (error) {
    throw new WrongConfiguration(
      `${file} cannot be written (${error instanceof Error ? error.message : String(error)}). Free some space, or make it yours.`,
      { cause: error },
    );
  }
}

/**
 * Writes each line at once, so that nothing is lost when the process ends. A line that cannot be written (a full disk, a
 * closed pipe) is dropped and reported once on stderr: a log must never end what it is about.
 */
function writeLines(target: number, name: string): { write(line: string): void } {
  let dropped = 0;
  return {
    write(line) {
      try {
        writeSync(target, line);
        if (dropped > 0) process.stderr.write(`✓ ${name} can be written again; ${dropped} log lines are missing\n`);
        dropped = 0;
      } catch (error) {
        // A pipe that is full for a moment: this line is not worth waiting for.
        if (dropped === 0)
          process.stderr.write(
            `✗ ${name} cannot be written (${error instanceof Error ? error.message : String(error)}): log lines are dropped. Free some space\n`,
          );
        dropped += 1;
      }
    },
  };
}
