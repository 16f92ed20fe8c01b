import { startChild } from './child.ts';
import { prepareDataDir } from './directory.ts';
import { prepareCluster } from './postgres-cluster.ts';
import { createDatabase } from '../../adapters/postgres/create-database.ts';
import type { Service, ServiceOptions } from './service.ts';

export const DATABASE = 'reprise';

/**
 * Starts a private PostgreSQL cluster on 127.0.0.1 (15 or newer, from the system's packages), with the database `reprise`.
 * The first start makes the cluster. Durability stays at PostgreSQL's defaults: fsync is on.
 */
export const startPostgres = async (options: ServiceOptions): Promise<Service> => {
  const dataDir = prepareDataDir('postgres', options.dataDir);
  const cluster = await prepareCluster(dataDir, options.log ?? (() => {}));
  return startChild(
    {
      name: 'postgres',
      program: cluster.postgres,
      cwd: cluster.directory,
      env: cluster.env,
      ...(cluster.user === undefined ? {} : { user: cluster.user }),
      args: (port) => [
        ...['-D', cluster.directory],
        ...['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`],
        // No socket file: its path may be too long for the kernel, and 127.0.0.1 is the only way in.
        ...['-c', 'unix_socket_directories='],
        ...['-c', 'logging_collector=off', '-c', 'lc_messages=C', '-c', 'timezone=UTC'],
      ],
      // SIGINT is PostgreSQL's "fast" shutdown: sessions are ended and everything is written.
      stopSignal: 'SIGINT',
      stopWithinMs: 30_000,
      readyWithinMs: 60_000,
      probe: async (port) => {
        const version = await createDatabase(port, DATABASE);
        return version === undefined ? undefined : { url: `postgres://reprise@127.0.0.1:${port}/${DATABASE}`, version };
      },
    },
    { ...options, dataDir },
  );
};
