import { NatsError } from 'nats';
import type { JetStreamManager, NatsConnection, StreamConfig } from 'nats';
import type { Logger } from '../../ports/logger.ts';
import { describe, isMissing } from './failures.ts';

/** What a cluster is asked for when nobody says: survives the loss of any one server. */
const IN_A_CLUSTER = 3;
/** A cluster that could not place so many copies is asked again so late. */
const AGAIN_MS = 30_000;

/**
 * JetStream's codes for "there are not so many servers": no suitable peers, insufficient resources, peer remap failed, not a
 * cluster.
 */
const TOO_FEW_SERVERS: ReadonlySet<unknown> = new Set([10_005, 10_023, 10_074, 10_075]);

/** How many servers keep a copy of each stream, and of its consumers, which have as many as their stream. */
export interface Replicas {
  /** Makes a stream with as many copies as are wanted, or with one where there are too few servers: more come later. */
  add(config: Partial<StreamConfig> & { name: string }): Promise<void>;
  /** Gives a stream that exists, and its consumers, the copies that they lack. Does not wait until these are filled. */
  apply(stream: string, present: number): Promise<void>;
}

/**
 * @param configured copies that an operator asked for; undefined: three where the server belongs to a cluster that can hold
 *   them, else one. What is configured is applied exactly; by default copies are added and never taken away.
 */
export function createReplicas(
  manager: JetStreamManager,
  connection: Pick<NatsConnection, 'info'>,
  configured: number | undefined,
  log: Logger,
): Replicas {
  const refusedAt = new Map<string, number>();
  const wanted = (): number => configured ?? (connection.info?.cluster === undefined ? 1 : IN_A_CLUSTER);

  /** Remembers and reports that the cluster is too small now. @throws whatever else went wrong */
  const tooFew = (stream: string, error: unknown): void => {
    if (!isTooFewServers(error)) throw error;
    const isNews = !refusedAt.has(stream);
    refusedAt.set(stream, performance.now());
    if (isNews && configured !== undefined)
      log.warn(
        { stream, replicas: configured, error: describe(error) },
        'NATS has too few servers for REPRISE_NATS_REPLICAS; the stream keeps the copies that it has until there are more',
      );
  };

  return {
    async add(config) {
      const replicas = wanted();
      try {
        await manager.streams.add({ ...config, num_replicas: replicas });
      } catch (error) {
        if (replicas === 1) throw error;
        tooFew(config.name, error);
        await manager.streams.add({ ...config, num_replicas: 1 });
      }
    },
    async apply(stream, present) {
      const replicas = wanted();
      const fits = configured === undefined ? present >= replicas : present === replicas;
      if (fits || performance.now() - (refusedAt.get(stream) ?? -Infinity) < AGAIN_MS) return;
      try {
        await manager.streams.update(stream, { num_replicas: replicas });
        await applyToConsumers(manager, stream, replicas);
        refusedAt.delete(stream);
        log.info({ stream, from: present, to: replicas }, 'the copies of a NATS stream were changed');
      } catch (error) {
        tooFew(stream, error);
      }
    },
  };
}

/** Consumers follow their stream unless they were given a number of their own. */
async function applyToConsumers(manager: JetStreamManager, stream: string, replicas: number): Promise<void> {
  for await (const { name, config } of manager.consumers.list(stream)) {
    const own = config.num_replicas;
    if (own === undefined || own === 0 || own === replicas) continue;
    await manager.consumers.update(stream, name, { num_replicas: replicas }).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
}

const isTooFewServers = (error: unknown): boolean =>
  error instanceof NatsError && TOO_FEW_SERVERS.has(error.api_error?.err_code);
