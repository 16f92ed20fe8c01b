import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import { CommandFailed } from './print.ts';

const WHY: Readonly<Record<string, (port: number, host: string) => string>> = {
  EADDRINUSE: (port, host) =>
    `Port ${port} of ${host} is busy. Stop what listens there, or choose another port with REPRISE_PORT.`,
  EACCES: (port) => `Port ${port} is not for ordinary users. Choose one above 1023 with REPRISE_PORT.`,
  EADDRNOTAVAIL: (_, host) => `${host} is no address of this machine. Correct REPRISE_HOST.`,
  ENOTFOUND: (_, host) => `${host} is no address of this machine. Correct REPRISE_HOST.`,
};

/**
 * Whether the gateway will be able to listen, asked before anything is started.
 * @throws CommandFailed with what to change
 */
export async function checkListening({ port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new CommandFailed(
      WHY[code]?.(port, host) ??
        `The gateway cannot listen on port ${port} of ${host} (${String(error)}). Correct REPRISE_HOST or REPRISE_PORT.`,
    );
  }
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
