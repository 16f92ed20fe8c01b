import type { Checkpoints } from '../../ports/checkpoints.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Logger } from '../../ports/logger.ts';
import type { ParkingLot } from '../../ports/parking-lot.ts';
import type { Queues } from '../../ports/queues.ts';
import type { Role } from '../../ports/role.ts';
import type { Signals } from '../../ports/signals.ts';
import { follow } from '../../runtime/follower.ts';
import { holderName } from '../../runtime/lease.ts';
import type { Language } from '../../schemas/kernel/language.ts';
import { toJobMessage } from './job-message.ts';
import { longRunning, parkedTrouble } from './long-running.ts';
import { reconcile } from './reconciler.ts';
import type { OpenJobs } from '../../ports/open-jobs.ts';
import type { ReconcilerTiming } from './reconciler.ts';

export interface DispatcherDeps {
  readonly log: EventLog;
  readonly language: Language;
  readonly checkpoints: Checkpoints;
  readonly queues: Queues;
  readonly signals: Signals;
  readonly logger: Logger;
  readonly parking: ParkingLot;
  /** What the read model says is open; it may lag, which costs a needless message and nothing else. */
  readonly openJobs: OpenJobs;
  readonly timing?: Partial<ReconcilerTiming>;
}

/**
 * Publishes every requested job to the queue of its kind. The log is the outbox: the checkpoint moves after the queue has
 * stored the message, and the reconciler publishes again whatever the queue lost.
 */
export function createDispatcher(deps: DispatcherDeps): Role {
  const { queues, logger } = deps;
  const holder = holderName();
  let dispatched = 0;
  let parked = 0;
  return longRunning(
    'dispatcher',
    [
      (signal) =>
        follow({
          ...deps,
          holder,
          signal,
          consumer: 'dispatcher/jobs',
          types: ['kernel.JobRequested'],
          keyOf: (event) => event.stream,
          onParked: (events) => {
            parked = events;
          },
          handle: async (event) => {
            const message = toJobMessage(event);
            if (message === undefined) return;
            await queues.enqueue(`jobs.${message.kind}`, message, `${message.jobId}/1`);
            dispatched += 1;
            logger.debug({ jobId: message.jobId, kind: message.kind }, 'a job was dispatched');
          },
        }),
      (signal) => reconcile({ ...deps, signal, holder }),
    ],
    () => `${dispatched} jobs dispatched since the start`,
    () => parkedTrouble(parked),
  );
}
