import { startChild } from './child.ts';
import { prepareDataDir } from './directory.ts';
import { requireProgram } from './programs.ts';
import type { Service, ServiceOptions } from './service.ts';
import { firstLine } from './tcp.ts';

/**
 * Starts the system's Redis on 127.0.0.1. It holds caches, leases and counters only, never truth:
 * it saves itself when it is stopped and may lose everything when it is killed.
 */
export const startRedis = async (options: ServiceOptions): Promise<Service> => {
  const program = requireProgram('redis-server', 'redis-server', 'point REPRISE_REDIS_URL at a running Redis');
  const cwd = prepareDataDir('redis', options.dataDir, 'redis');
  return startChild(
    {
      name: 'redis',
      program,
      cwd,
      args: (port) => [
        ...['--bind', '127.0.0.1', '--port', String(port), '--protected-mode', 'yes', '--daemonize', 'no'],
        ...['--dir', cwd, '--appendonly', 'no', '--save', '3600 1'],
        ...['--maxmemory', '256mb', '--maxmemory-policy', 'volatile-lru'],
      ],
      stopSignal: 'SIGTERM',
      stopWithinMs: 10_000,
      readyWithinMs: 20_000,
      probe: async (port, readLog) => {
        // A Redis that still loads its file answers "-LOADING …".
        if ((await firstLine('127.0.0.1', port, 'PING\r\n')) !== '+PONG') return undefined;
        const version = /Redis version=([\d.]+)/.exec(readLog())?.[1] ?? 'unknown';
        return { url: `redis://127.0.0.1:${port}`, version };
      },
    },
    { ...options, dataDir: prepareDataDir('redis', options.dataDir) },
  );
};
