import { join } from 'node:path';
import { createDatabase } from '../../adapters/postgres/create-database.ts';
import { startChild } from './child.ts';
import { prepareDataDir } from './directory.ts';
import { stopStale } from './pid-file.ts';
import { secureCluster } from './postgres-access.ts';
import { openFor, prepareCluster } from './postgres-cluster.ts';
import { passwordOf, ServiceFailed, withCredentials } from './service.ts';
import type { Service, ServiceOptions } from './service.ts';

export const DATABASE = 'reprise';

/** PostgreSQL's "fast" shutdown: sessions are ended and everything is written. */
const STOP = 'SIGINT';

/**
 * Starts a private PostgreSQL cluster on 127.0.0.1 (15 or newer, from the system's packages), with the database `reprise`.
 * The first start makes the cluster. Durability stays at PostgreSQL's defaults: fsync is on.
 */
export const startPostgres = async (options: ServiceOptions): Promise<Service> => {
  const log = options.log ?? (() => {});
  const dataDir = prepareDataDir('postgres', options.dataDir);
  const password = passwordOf('postgres', options);
  await stopStale(dataDir, 'postgres', STOP, log);
  const cluster = await prepareCluster(dataDir, log);
  await secureCluster(cluster, password, log);
  const opened = openFor(cluster);
  try {
    return await startChild(
      {
        name: 'postgres',
        program: join(cluster.bin, 'postgres'),
        cwd: '/',
        env: cluster.env,
        ...(cluster.user === undefined ? {} : { user: cluster.user }),
        ...(opened.fd === undefined ? {} : { fd: opened.fd }),
        args: (port) => [
          ...['-D', opened.path],
          ...['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`],
          // No socket file: its path may be too long for the kernel, and 127.0.0.1 is the only way in.
          ...['-c', 'unix_socket_directories='],
          ...['-c', 'logging_collector=off', '-c', 'max_connections=300', '-c', 'lc_messages=C', '-c', 'timezone=UTC'],
        ],
        stopSignal: STOP,
        stopWithinMs: 30_000,
        readyWithinMs: 60_000,
        probe: async (port) => {
          const url = withCredentials(`postgres://127.0.0.1:${port}/${DATABASE}`, password);
          const version = await createDatabase(url).catch((cause: unknown) => {
            throw new ServiceFailed(
              'postgres',
              `PostgreSQL refused its own role (${cause instanceof Error ? cause.message : String(cause)}). Delete ${join(cluster.directory, 'pg_hba.conf')}: the next start gives it the password of today.`,
              { cause },
            );
          });
          return version === undefined ? undefined : { url, version };
        },
      },
      { ...options, dataDir },
    );
  } finally {
    opened.close();
  }
};
