import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connect } from 'nats';
import type { JetStreamManager, StreamInfo } from 'nats';
import { inbox } from './inbox.ts';
import { cleanUpAfter, makeTestDir, type Afterwards } from './services.ts';

/** Three real servers that are one JetStream. */
export interface NatsCluster {
  /** All hosts after one scheme. */
  readonly url: string;
  /** The manager of JetStream, over a connection that finds whichever server is there. */
  readonly manager: JetStreamManager;
  /** Name of the server that leads a stream now. */
  leaderOf(stream: string): Promise<string>;
  /** Ends a server without a word and removes all that it stored. */
  killAndWipe(server: string): Promise<void>;
  /** Starts it again, empty, and waits until every stream has all its copies filled. */
  bringBack(server: string): Promise<void>;
  /** Waits until the streams have so many copies, and each is current; so do their consumers. */
  filled(copies: number): Promise<void>;
}

const NAMES = ['n1', 'n2', 'n3'] as const;
const { until } = inbox<never>();
/** Elections and catching up on a busy machine. */
const PATIENCE_MS = 90_000;

export async function startNatsCluster(t: Afterwards): Promise<NatsCluster> {
  const directory = makeTestDir(t);
  const ports = await freePorts(NAMES.length * 2);
  const clients = ports.slice(0, NAMES.length);
  const routes = ports.slice(NAMES.length).map((port) => `nats://127.0.0.1:${port}`);
  const running = new Map<string, ChildProcess>();
  const start = (name: string): void => {
    const index = NAMES.findIndex((each) => each === name);
    const args = [
      ...['--server_name', name, '--addr', '127.0.0.1', '--port', String(clients[index])],
      ...['--cluster_name', 'test', '--cluster', routes[index] ?? '', '--routes', routes.join(',')],
      ...['--jetstream', '--store_dir', join(directory, name)],
    ];
    running.set(name, spawn('nats-server', args, { stdio: 'ignore' }));
  };
  const kill = async (name: string): Promise<void> => {
    const child = running.get(name);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  cleanUpAfter(t, () => Promise.all(NAMES.map(kill)));
  for (const name of NAMES) start(name);

  const servers = clients.map((port) => `127.0.0.1:${port}`);
  let connection: Awaited<ReturnType<typeof connect>> | undefined;
  await until(async () => {
    connection ??= await connect({ servers, maxReconnectAttempts: -1, reconnectTimeWait: 100 }).catch(() => undefined);
    return connection !== undefined;
  }, PATIENCE_MS);
  cleanUpAfter(t, () => connection?.close());
  const manager = await connection?.jetstreamManager({ checkAPI: false });
  if (manager === undefined) throw new Error('the cluster does not answer');
  // Answered once the servers have a leader and know each other.
  const holds = (look: () => Promise<boolean>): Promise<void> => until(() => look().catch(() => false), PATIENCE_MS);
  await holds(async () => {
    await manager.streams.add({ name: 'READY', subjects: ['ready'], num_replicas: NAMES.length });
    return manager.streams.delete('READY');
  });

  const filled = (copies: number): Promise<void> =>
    holds(async () => {
      for (const stream of await manager.streams.list().next()) {
        const consumers = await manager.consumers.list(stream.config.name).next();
        // One whose copies have no leader yet is left out of the list, and would be lost with the next server.
        if (consumers.length < stream.state.consumer_count) return false;
        if (![stream, ...consumers].every((each) => hasCopies(each, copies))) return false;
      }
      return true;
    });
  return {
    url: `nats://${servers.join(',')}`,
    manager,
    filled,
    async leaderOf(stream) {
      let leader = '';
      await holds(async () => {
        leader = (await manager.streams.info(stream)).cluster?.leader ?? '';
        return leader !== '';
      });
      return leader;
    },
    async killAndWipe(server) {
      await kill(server);
      rmSync(join(directory, server), { recursive: true, force: true });
    },
    async bringBack(server) {
      start(server);
      await filled(NAMES.length);
    },
  };
}

const hasCopies = ({ cluster }: Pick<StreamInfo, 'cluster'>, copies: number): boolean =>
  cluster?.leader !== undefined &&
  (cluster.replicas ?? []).length === copies - 1 &&
  (cluster.replicas ?? []).every(({ current, offline }) => current && !offline);

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
