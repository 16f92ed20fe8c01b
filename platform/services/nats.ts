import { join } from 'node:path';
import { startChild } from './child.ts';
import { prepareDataDir, writePrivately } from './directory.ts';
import { requireProgram } from './programs.ts';
import { passwordOf, USER, withCredentials } from './service.ts';
import type { Service, ServiceOptions } from './service.ts';
import { firstLine } from './tcp.ts';

/**
 * Starts the system's nats-server on 127.0.0.1 with JetStream on, its store under the data directory.
 * @param options.storeBytes what the store may take; by default the server takes three quarters of what is free on the disk
 */
export const startNats = async (options: ServiceOptions & { readonly storeBytes?: number }): Promise<Service> => {
  const program = requireProgram(
    'nats-server',
    'nats-server',
    'point REPRISE_NATS_URL at a running NATS server with JetStream',
  );
  const cwd = prepareDataDir('nats', options.dataDir, 'nats');
  const password = passwordOf('nats', options);
  const config = join(cwd, 'server.conf');
  // Not among the arguments, which every user of the machine can read.
  const store = options.storeBytes === undefined ? '' : `jetstream { max_file_store: ${options.storeBytes} }\n`;
  writePrivately('nats', config, `${store}authorization { user: ${USER}, password: ${JSON.stringify(password)} }\n`);
  return startChild(
    {
      name: 'nats',
      program,
      cwd,
      args: (port) => [
        ...['--config', config, '--addr', '127.0.0.1', '--port', String(port)],
        ...['--jetstream', '--store_dir', cwd],
      ],
      stopSignal: 'SIGTERM',
      stopWithinMs: 10_000,
      readyWithinMs: 20_000,
      probe: async (port) => {
        const info = parseNatsInfo(await firstLine('127.0.0.1', port));
        if (info === undefined || !info.jetstream) return undefined;
        return { url: withCredentials(`nats://127.0.0.1:${port}`, password), version: info.version };
      },
    },
    { ...options, dataDir: prepareDataDir('nats', options.dataDir) },
  );
};

/** What a NATS server says of itself in the `INFO {…}` line with which it greets everybody. */
export const parseNatsInfo = (line: string | undefined): { version: string; jetstream: boolean } | undefined => {
  if (line === undefined || !line.startsWith('INFO ')) return undefined;
  try {
    const info: unknown = JSON.parse(line.slice('INFO '.length));
    if (typeof info !== 'object' || info === null) return undefined;
    const version = 'version' in info && typeof info.version === 'string' ? info.version : 'unknown';
    return { version, jetstream: 'jetstream' in info && info.jetstream === true };
  } catch {
    return undefined;
  }
};
