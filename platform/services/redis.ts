import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { prepareDataDir, writePrivately } from './directory.ts';
import { requireProgram } from './programs.ts';
import { passwordOf, withCredentials } from './service.ts';
import type { Service, ServiceOptions } from './service.ts';
import { firstLine } from './tcp.ts';

/**
 * Starts the system's Redis on 127.0.0.1. It holds caches, leases and counters only, never truth: every start is an empty
 * one, and what an earlier version kept on disk is removed unread.
 */
export const startRedis = async (options: ServiceOptions): Promise<Service> => {
  const program = requireProgram('redis-server', 'redis-server', 'point REPRISE_REDIS_URL at a running Redis');
  const cwd = prepareDataDir('redis', options.dataDir, 'redis');
  const password = passwordOf('redis', options);
  const config = join(cwd, 'redis.conf');
  for (const left of readdirSync(cwd).filter((name) => /^(dump|temp-.*)\.rdb$/.test(name)))
    rmSync(join(cwd, left), { recursive: true, force: true });
  // Not among the arguments, which every user of the machine can read.
  writePrivately('redis', config, `requirepass ${JSON.stringify(password)}\n`);
  return startChild(
    {
      name: 'redis',
      program,
      cwd,
      args: (port) => [
        config,
        ...['--bind', '127.0.0.1', '--port', String(port), '--protected-mode', 'yes', '--daemonize', 'no'],
        ...['--dir', cwd, '--appendonly', 'no', '--save', ''],
        ...['--maxmemory', '256mb', '--maxmemory-policy', 'volatile-lru'],
      ],
      stopSignal: 'SIGTERM',
      stopWithinMs: 10_000,
      readyWithinMs: 20_000,
      probe: async (port, readLog) => {
        if ((await firstLine('127.0.0.1', port, `AUTH ${password}\r\n`)) !== '+OK') return undefined;
        const version = /Redis version=([\d.]+)/.exec(readLog())?.[1] ?? 'unknown';
        return { url: withCredentials(`redis://127.0.0.1:${port}`, password, ''), version };
      },
    },
    { ...options, dataDir: prepareDataDir('redis', options.dataDir) },
  );
};
