import { DiscardPolicy, nanos, RetentionPolicy, StorageType } from 'nats';
import type { JetStreamManager, StreamConfig, StreamState } from 'nats';
import type { Logger } from '../../ports/logger.ts';
import type { QueueName } from '../../ports/queues.ts';
import { describe, isMissing } from './failures.ts';
import type { Namespace } from './namespace.ts';
import type { Replicas } from './replicas.ts';
import { firstThatFits, sizesFor } from './room.ts';

/** A JetStream stream that holds queues: delivery only, so a message is gone once its delivery ended. */
interface StreamSpec {
  readonly stream: string;
  /** Of its queues, one subject each. */
  readonly subjects: string;
  /** -1: no limit. Less where the server has no room for it. A full stream refuses new messages, so that the producer notices. */
  readonly maxBytes: number;
  /** Subjects of earlier versions. Their messages go: what they asked for stands in the log and is published again. */
  readonly retired: readonly string[];
}

/** Seconds within which a repeated message id is dropped. */
const DUPLICATE_WINDOW_SECONDS = 120;

const jobs: StreamSpec = { stream: 'JOBS', subjects: 'jobs.*', maxBytes: -1, retired: ['jobs.media'] };
const telemetry: StreamSpec = { stream: 'TELEMETRY', subjects: 'telemetry', maxBytes: 1024 ** 3, retired: [] };
/** How a stream says which log its messages come from. (Streams have metadata since NATS 2.10 alone.) */
const describing = (logId: string): string => `of the log ${logId}`;
const DESCRIPTION = /^of the log (\S+)$/;
/** The streams of an installation, without its prefix. */
export const STREAMS: readonly string[] = [jobs.stream, telemetry.stream];
const specOf = (queue: QueueName): StreamSpec => (queue === 'telemetry' ? telemetry : jobs);

/** The streams of one installation. */
export interface Streams {
  /**
   * From now on the streams hold what comes from this log. What one holds of another goes, before anybody consumes from it: jobs
   * and heartbeats of a log are nothing to another, and what this one asks for is published again.
   */
  belongTo(logId: string): Promise<void>;
  /** The queue's subject and the stream that holds it, as the server names them. */
  nameOf(queue: QueueName): { readonly stream: string; readonly subject: string };
  /** Makes the queue's stream where it is missing, and brings that of an earlier version up to date. */
  ensure(queue: QueueName): Promise<void>;
  /** Bytes that the queue's stream may hold; -1: as many as the server has room for. */
  capacity(queue: QueueName): Promise<number>;
  /** Messages of the queue that are not done with. */
  depth(queue: QueueName): Promise<number>;
}

export function createStreams(manager: JetStreamManager, names: Namespace, replicas: Replicas, log: Logger): Streams {
  const nameOf = (queue: QueueName) => ({
    stream: names.stream(specOf(queue).stream),
    subject: names.subject(queue),
  });
  const running = new Map<string, Promise<void>>();
  const grown = new Set<string>();
  let owner: string | undefined;

  const make = async (spec: StreamSpec): Promise<void> => {
    const [stream, subjects] = [names.stream(spec.stream), names.subject(spec.subjects)];
    try {
      const { config, state } = await manager.streams.info(stream);
      if (owner !== undefined && config.description !== describing(owner)) await handOver(stream, owner, config, state);
      if (!config.subjects.includes(subjects)) await migrate(spec);
      await grow(spec, config.max_bytes);
      await replicas.apply(stream, config.num_replicas);
    } catch (error) {
      if (!isMissing(error)) throw error;
      const bytes = await firstThatFits(stream, sizesFor(spec.maxBytes), (maxBytes) =>
        replicas.add({
          name: stream,
          ...(owner === undefined ? {} : { description: describing(owner) }),
          subjects: [subjects],
          retention: RetentionPolicy.Workqueue,
          storage: StorageType.File,
          discard: DiscardPolicy.New,
          max_bytes: maxBytes,
          duplicate_window: nanos(DUPLICATE_WINDOW_SECONDS * 1000),
        }),
      );
      if (bytes !== spec.maxBytes)
        log.warn({ stream, bytes, wanted: spec.maxBytes }, 'NATS has little room; this stream holds less than usual');
    }
  };

  /** Notes whose the stream is now. One that was nobody's, as earlier versions made it, keeps what it holds. */
  const handOver = async (
    stream: string,
    logId: string,
    { description }: StreamConfig,
    state: StreamState,
  ): Promise<void> => {
    const former = DESCRIPTION.exec(description ?? '')?.[1];
    if (former !== undefined) {
      // Not what came since: whoever else starts now may have handed it over already.
      await manager.streams.purge(stream, { seq: state.last_seq + 1 });
      log.warn(
        { stream, messages: state.messages, former, logId },
        'NATS held messages of another log; they were thrown away, and what this log asks for is published again. Installations that share a server need a path each in REPRISE_NATS_URL',
      );
    }
    await manager.streams.update(stream, { description: describing(logId) });
  };

  /** A stream that was made while the disk was small gets its size when there is room: tried once per process. */
  const grow = async (spec: StreamSpec, bytes: number): Promise<void> => {
    const stream = names.stream(spec.stream);
    if (bytes >= spec.maxBytes || grown.has(stream)) return;
    grown.add(stream);
    const larger = [...sizesFor(spec.maxBytes).filter((size) => size > bytes), bytes];
    await firstThatFits(stream, larger, (maxBytes) => manager.streams.update(stream, { max_bytes: maxBytes })).catch(
      (error: unknown) => log.warn({ stream, error: describe(error) }, 'this stream stays as small as it is'),
    );
  };

  /** Gives a stream of an earlier version its subjects of today. Two processes may do it at once. */
  const migrate = async (spec: StreamSpec): Promise<void> => {
    const stream = names.stream(spec.stream);
    const retired = spec.retired.map((subject) => names.subject(subject));
    for await (const { name, config } of manager.consumers.list(stream))
      if (retired.includes(config.filter_subject ?? ''))
        await manager.consumers.delete(stream, name).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
        });
    for (const filter of retired) await manager.streams.purge(stream, { filter });
    // Last: the new subjects say that the old messages are gone, so that whoever dies in between is followed by another try.
    await manager.streams.update(stream, { subjects: [names.subject(spec.subjects)] });
  };

  const ensure = (queue: QueueName): Promise<void> => {
    const spec = specOf(queue);
    const known = running.get(spec.stream);
    if (known !== undefined) return known;
    const started = make(spec).finally(() => running.delete(spec.stream));
    running.set(spec.stream, started);
    return started;
  };

  return {
    async belongTo(logId) {
      owner = logId;
      // One that began before does not know whose they are.
      await Promise.allSettled(running.values());
      await Promise.all([ensure('telemetry'), ensure('jobs.any')]);
    },
    nameOf,
    ensure,
    capacity: async (queue) => {
      await ensure(queue);
      return (await manager.streams.info(nameOf(queue).stream)).config.max_bytes;
    },
    depth: async (queue) => {
      await ensure(queue);
      const { stream, subject } = nameOf(queue);
      const { state } = await manager.streams.info(stream, { subjects_filter: subject });
      return state.subjects?.[subject] ?? 0;
    },
  };
}
