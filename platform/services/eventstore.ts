import { fileURLToPath } from 'node:url';
import { startChild } from './child.ts';
import { prepareDataDir } from './directory.ts';
import { passwordOf, passwordPath, withCredentials } from './service.ts';
import type { Service, ServiceOptions } from './service.ts';

/** The embedded node. */
export const EVENTSTORE_PROGRAM = fileURLToPath(new URL('../../eventstore/main.ts', import.meta.url));
/**
 * Events pass through the node in buffers of a moment. With V8's own first limit for old memory, which is near what the node needs
 * at rest, they cause so many full collections that these take a third of its time.
 */
const MEMORY = '--initial-old-space-size=128';
const READY = /^READY (esdb:\/\/\S+)$/m;

/** Starts the embedded event-store node: `eventstore/main.ts`, a program of its own, under the Node that runs us. */
export const startEventStore = async (options: ServiceOptions): Promise<Service> => {
  const cwd = prepareDataDir('eventstore', options.dataDir, 'eventstore');
  const password = passwordOf('eventstore', options);
  return startChild(
    {
      name: 'eventstore',
      program: process.execPath,
      cwd,
      args: (port) => [
        ...[MEMORY, EVENTSTORE_PROGRAM, '--port', String(port), '--data', cwd],
        ...['--password-file', passwordPath('eventstore', options)],
      ],
      stopSignal: 'SIGTERM',
      stopWithinMs: 20_000,
      readyWithinMs: 60_000,
      probe: async (_port, readLog) => {
        const url = READY.exec(readLog())?.[1];
        return url === undefined ? undefined : { url: withCredentials(url, password), version: 'embedded' };
      },
    },
    { ...options, dataDir: prepareDataDir('eventstore', options.dataDir) },
  );
};
