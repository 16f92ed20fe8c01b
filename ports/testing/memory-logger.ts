import type { Logger } from '../logger.ts';

/** Keeps what was logged, for tests that look for a line or for a secret. */
export interface MemoryLogger extends Logger {
  readonly lines: readonly { readonly level: string; readonly fields: object; readonly message: string | undefined }[];
}

export function createMemoryLogger(): MemoryLogger {
  const lines: { level: string; fields: object; message: string | undefined }[] = [];
  const at =
    (level: string) =>
    (fields: object, message?: string): void =>
      void lines.push({ level, fields, message });
  const logger: MemoryLogger = {
    lines,
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  };
  return logger;
}
