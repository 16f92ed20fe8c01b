import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { Delivery, Queues } from '../../ports/queues.ts';
import type { Signals } from '../../ports/signals.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MediaStore } from '../../ports/media-store.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Role } from '../../ports/role.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import { JobMessage } from '../../schemas/media/job.messages.ts';
import { pause } from '../../runtime/backoff.ts';
import { longRunning } from '../runtime/long-running.ts';
import { findMediaPrograms } from '../runtime/tool-programs.ts';
import type { MediaPrograms } from '../runtime/tool-programs.ts';
import { DEFAULT_LIMITS } from './admission-limits.ts';
import { executeSurely, isLost, ofIngest, runAttempt } from './attempt.ts';
import type { AttemptDeps } from './attempt.ts';
import { encodedBytes } from './encode.job.ts';
import { sweep } from './janitor.ts';
import { isClosed, readJob } from './job-history.ts';
import { watchPeers } from './peers.ts';

export interface MediaWorkerDeps {
  readonly log: EventLog;
  readonly execute: Execute;
  readonly queues: Queues;
  readonly signals: Signals;
  readonly store: MediaStore;
  readonly logger: Logger;
  /** Name of this worker for people, e.g. host and pid. */
  readonly worker: string;
  /** Encodes at the same time; one lighter job more may run beside them. Default 1. */
  readonly concurrency?: number;
  /** x264's preset. Default `veryfast`. */
  readonly preset?: string;
  /** Pixels of one picture, seconds of a film. */
  readonly limits?: { readonly pixels: number; readonly durationSeconds: number };
  /** Silence after which another worker may take a job over. Default 30 s. */
  readonly ackWaitMs?: number;
  /** Bytes of the disk that stay free. Default 256 MiB. */
  readonly reserveBytes?: number;
}

const JANITOR_EVERY_MS = 10 * 60_000;
/** How long short jobs may go on after a stop was asked for. */
const GRACE_MS = 3_000;
const ENCODER_BUSY_RETRY_MS = 1_000;
const RESERVE_BYTES = 256 * 1024 ** 2;

/**
 * Works on media jobs: claims an attempt in the job's stream, runs it, reports the result as a command, and settles the
 * delivery only after the commit. Any number of workers may run; one that is killed, stopped or late costs time and
 * nothing else.
 */
export function createMediaWorker(given: MediaWorkerDeps): Role {
  const {
    log,
    queues,
    signals,
    store,
    logger,
    worker,
    concurrency = 1,
    ackWaitMs = 30_000,
    reserveBytes = RESERVE_BYTES,
  } = given;
  const instance = randomUUID().slice(0, 8);
  const running = new Map<string, string>();
  let finished = 0;
  let trouble = '';
  const peers = watchPeers(signals, (jobId) => running.has(jobId));

  const handle = async (deps: AttemptDeps, delivery: Delivery<unknown>, stopped: AbortSignal): Promise<void> => {
    const parsed = JobMessage.safeParse(delivery.payload);
    if (!parsed.success) {
      logger.error(
        { sequence: delivery.sequence, error: parsed.error.message },
        'a job message of the wrong shape was dropped; the log still knows the job',
      );
      return delivery.discard();
    }
    const message = parsed.data;
    const { jobId, input } = message;
    if (running.has(jobId)) return delivery.retry(ackWaitMs);
    const encoding = [...running.values()].filter((kind) => kind === 'encode').length;
    if (input.kind === 'encode' && encoding >= concurrency) return delivery.retry(ENCODER_BUSY_RETRY_MS);
    running.set(jobId, input.kind);
    try {
      await take(deps, delivery, message, stopped);
    } catch (error) {
      if (!stopped.aborted) throw error;
      delivery.retry(0);
    } finally {
      running.delete(jobId);
    }
  };

  const take = async (
    deps: AttemptDeps,
    delivery: Delivery<unknown>,
    message: JobMessage,
    stopped: AbortSignal,
  ): Promise<void> => {
    const { jobId, assetId, input } = message;
    const before = await readJob(log, jobId);
    if (isClosed(before)) return delivery.ack();
    const early = (before.retryAt ?? 0) - Date.now();
    if (early > 0) return delivery.retry(early);
    if (before.status === 'running' && peers.heardWithin(jobId, ackWaitMs / 3)) return delivery.retry(ackWaitMs / 3);
    const wanted = reserveBytes + (await neededBytes(store, input));
    const free = await store.freeBytes();
    if (free < wanted) {
      trouble = `the disk is too full for a ${input.kind} job: ${mebibytes(free)} free, ${mebibytes(wanted)} wanted. Free some space; it goes on by itself.`;
      logger.warn({ jobId, free, wanted }, trouble);
      return delivery.retry(ackWaitMs / 3);
    }
    trouble = '';
    const claimId = `claim/${delivery.sequence}/${delivery.deliveryCount}/${worker}/${instance}`;
    const claim = {
      type: 'ClaimJob',
      at: new Date().toISOString(),
      data: { jobId, ...ofIngest(assetId), kind: input.kind, worker },
    } as const;
    await executeSurely(deps, message, claimId, claim, stopped);
    const held = await readJob(log, jobId);
    if (isClosed(held)) return delivery.ack();
    // Also after a lost reply: whose claim holds is what the stream says.
    if (held.status !== 'running' || held.claim !== uuid5(jobId, claimId)) return delivery.retry(ackWaitMs / 3);
    const after = await work(deps, delivery, message, held.attempt, stopped);
    if (after === undefined) return;
    finished++;
    if (isClosed(after)) return delivery.ack();
    if (after.status === 'waiting') return delivery.retry(Math.max(0, (after.retryAt ?? 0) - Date.now()));
    // Superseded: somebody else holds this message now, and a late word of ours would settle it for them.
  };

  /** Undefined: the attempt was lost to another worker and given up. */
  const work = async (
    deps: AttemptDeps,
    delivery: Delivery<unknown>,
    message: JobMessage,
    attempt: number,
    stopped: AbortSignal,
  ) => {
    const lost = new AbortController();
    let beatAt = performance.now();
    let asking = false;
    const onSign = (): void => {
      if (asking || performance.now() - beatAt < ackWaitMs / 3) return;
      asking = true;
      // A worker that slept too long asks before it claims to be at work: the message may be somebody else's by now.
      void isLost(log, message.jobId, attempt)
        .then(
          (over) => (over ? lost.abort() : delivery.working()),
          () => delivery.working(),
        )
        .finally(() => {
          beatAt = performance.now();
          asking = false;
        });
    };
    try {
      return await runAttempt(deps, message, attempt, AbortSignal.any([stopped, lost.signal]), onSign);
    } catch (error) {
      if (!lost.signal.aborted) throw error;
      logger.warn({ jobId: message.jobId, attempt }, 'this attempt was superseded and is given up');
      return undefined;
    }
  };

  let programs: MediaPrograms | undefined;
  const serveQueue = async (signal: AbortSignal): Promise<void> => {
    const stopped = new AbortController();
    const onStop = (): void => void setTimeout(() => stopped.abort(), running.size === 0 ? 0 : GRACE_MS).unref();
    signal.addEventListener('abort', onStop, { once: true });
    const deps: AttemptDeps = {
      ...given,
      preset: given.preset ?? 'veryfast',
      programs: (programs ??= await findMediaPrograms()),
      limits:
        given.limits === undefined
          ? DEFAULT_LIMITS
          : { ...DEFAULT_LIMITS, maxPixels: given.limits.pixels, maxDurationMs: given.limits.durationSeconds * 1000 },
    };
    await Promise.all(['sources', 'work'].map((key) => mkdir(store.path(key), { recursive: true })));
    await queues.consume(
      'jobs.media',
      { durable: 'media-worker', concurrency: concurrency + 1, ackWaitMs, signal },
      (delivery) => handle(deps, delivery, stopped.signal),
    );
    stopped.abort();
    peers.stop();
  };

  const keepClean = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await sweep({ log, store, logger }).catch((error: unknown) =>
        logger.warn({ err: error }, 'cleaning up left-overs failed; it is tried again'),
      );
      await pause(JANITOR_EVERY_MS, signal);
    }
  };

  const role = longRunning(
    'worker',
    [serveQueue, keepClean],
    () => `${finished} jobs finished since the start, now: ${[...running.values()].join(', ') || 'idle'}`,
  );
  return {
    ...role,
    start: async () => {
      programs = await findMediaPrograms();
      await role.start();
    },
    health: async () => {
      const health = await role.health();
      return health.ok && trouble !== '' ? { ok: false, detail: trouble } : health;
    },
  };
}

/** Bytes that a job's output may take. A package is about as large as the encoding that it is cut from. */
const neededBytes = async (store: MediaStore, input: JobMessage['input']): Promise<number> => {
  if (input.kind === 'encode') return encodedBytes(input.plan, input.probe.durationMs);
  if (input.kind !== 'package') return 0;
  const sizes = await Promise.all(
    [...input.plan.video, ...input.plan.audio].map(({ name }) => store.size(`${input.encodingKey}/${name}.mp4`)),
  );
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
};

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;
