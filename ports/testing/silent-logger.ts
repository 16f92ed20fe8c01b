import type { Logger } from '../logger.ts';

const isLoud = process.env['TEST_LOG'] !== undefined;

const at =
  (level: string) =>
  (fields: object, message = ''): void => {
    if (!isLoud) return;
    const text = JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? value.stack : value));
    process.stderr.write(`${level} ${message} ${text}\n`);
  };

/** A logger that says nothing, unless `TEST_LOG` is set, to see what a test's parts have to say. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: at('info'),
  warn: at('warn'),
  error: at('error'),
  child: () => silentLogger,
};
