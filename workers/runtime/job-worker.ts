import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Delivery, Queues } from '../../ports/queues.ts';
import type { Role } from '../../ports/role.ts';
import type { Signals } from '../../ports/signals.ts';
import { pause } from '../../runtime/backoff.ts';
import { JobMessage } from '../../schemas/kernel/job.messages.ts';
import type { ReadyHandler } from './attempt.ts';
import type { WorkerContext, WorkerPorts } from './context.ts';
import { longRunning } from './long-running.ts';
import { watchPeers } from './peers.ts';
import { takeJob } from './take-job.ts';
import type { TakeDeps } from './take-job.ts';

export interface JobWorkerDeps extends WorkerPorts {
  readonly contexts: readonly WorkerContext[];
  readonly execute: Execute;
  readonly queues: Queues;
  readonly signals: Signals;
  /** Name of this worker for people, e.g. host and pid. */
  readonly worker: string;
  /** Heavy jobs of one kind at the same time. Default 1. */
  readonly concurrency?: number;
  /** Jobs at the same time by kind, for those that shall differ; 0: this worker takes none of the kind. */
  readonly concurrencyOf?: Readonly<Record<string, number>>;
  /** Silence after which another worker may take a job over. Default 30 s. */
  readonly ackWaitMs?: number;
}

const CLEAN_UP_EVERY_MS = 10 * 60_000;
/** How long short jobs may go on after a stop was asked for. */
const GRACE_MS = 3_000;

/**
 * Works on jobs of every kind that its contexts know, each from a queue of its own, and takes only as many as it may work
 * on: claims an attempt in the job's stream, runs it, reports the result as a command. Any number of workers may run; one
 * that is killed, stopped or late costs time and nothing else.
 */
export function createJobWorker(given: JobWorkerDeps): Role {
  const { contexts, queues, signals, logger, ackWaitMs = 30_000 } = given;
  /** Ids of the jobs that run here, with their kinds. */
  const running = new Map<string, string>();
  const troubles = new Map<string, string>();
  let finished = 0;

  const concurrencyOf = ({ kind, concurrency }: ReadyHandler): number =>
    given.concurrencyOf?.[kind] ?? (concurrency === 'heavy' ? (given.concurrency ?? 1) : concurrency);

  const handle = async (
    deps: TakeDeps,
    handler: ReadyHandler,
    delivery: Delivery<unknown>,
    stopped: AbortSignal,
  ): Promise<void> => {
    const parsed = JobMessage.safeParse(delivery.payload);
    if (!parsed.success || parsed.data.kind !== handler.kind) {
      logger.error(
        { sequence: delivery.sequence, kind: handler.kind, error: parsed.error?.message },
        'a job message of the wrong shape was dropped; the log still knows the job',
      );
      return delivery.discard();
    }
    const { jobId } = parsed.data;
    if (running.has(jobId)) return delivery.retry(ackWaitMs);
    running.set(jobId, handler.kind);
    try {
      if (await takeJob(deps, handler, delivery, parsed.data, stopped)) finished += 1;
    } catch (error) {
      if (!stopped.aborted) throw error;
      delivery.retry(0);
    } finally {
      running.delete(jobId);
    }
  };

  let ready: readonly { readonly context: WorkerContext; readonly tools: unknown }[] = [];

  const work = async (signal: AbortSignal): Promise<void> => {
    const stopped = new AbortController();
    const onStop = (): void => void setTimeout(() => stopped.abort(), running.size === 0 ? 0 : GRACE_MS).unref();
    signal.addEventListener('abort', onStop, { once: true });
    const peers = watchPeers(signals, (jobId) => running.has(jobId));
    const deps: TakeDeps = {
      ...given,
      peers,
      ackWaitMs,
      onTrouble: (kind, trouble) => {
        if (trouble === undefined) return void troubles.delete(kind);
        troubles.set(kind, trouble);
        logger.warn({ kind }, trouble);
      },
    };
    const handlers = ready.flatMap(({ context, tools }) => context.jobs.map((job) => ({ ...job, tools })));
    await Promise.all(
      handlers
        .map((handler) => ({ handler, concurrency: concurrencyOf(handler) }))
        .filter(({ concurrency }) => concurrency > 0)
        .map(({ handler, concurrency }) =>
          queues.consume(
            `jobs.${handler.kind}`,
            { durable: `worker-${handler.kind.replaceAll('/', '-')}`, concurrency, ackWaitMs, signal },
            (delivery) => handle(deps, handler, delivery, stopped.signal),
          ),
        ),
    );
    stopped.abort();
    peers.stop();
  };

  const cleanUp = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      for (const { context, tools } of ready)
        await context
          .cleanUp?.(tools)
          .catch((error: unknown) =>
            logger.warn({ err: error, context: context.name }, 'cleaning up left-overs failed; it is tried again'),
          );
      await pause(CLEAN_UP_EVERY_MS, signal);
    }
  };

  const role = longRunning(
    'worker',
    [work, cleanUp],
    () => `${finished} jobs finished since the start, now: ${[...running.values()].join(', ') || 'idle'}`,
    () => [...troubles.values()][0],
  );
  return {
    ...role,
    start: async () => {
      ready = await Promise.all(contexts.map(async (context) => ({ context, tools: await context.prepare?.(given) })));
      await role.start();
    },
  };
}
