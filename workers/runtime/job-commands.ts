import type { Execute } from '../../commands/pipeline/execute.ts';
import type { Outcome } from '../../commands/pipeline/outcome.ts';
import type { JobCommand } from '../../domain/kernel/job.decider.ts';
import type { Logger } from '../../ports/logger.ts';
import { isOutage } from '../../ports/outage.ts';
import { backoffMs, pause } from '../../runtime/backoff.ts';
import { nextHop } from '../../runtime/trace.ts';
import type { JobMessage } from '../../schemas/kernel/job.messages.ts';
import { onBehalfOf } from '../../schemas/kernel/metadata.ts';
import { storableJson } from '../../schemas/kernel/text.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';

export interface JobCommandDeps {
  readonly execute: Execute;
  readonly logger: Logger;
  /** Name of this worker, as people see it. */
  readonly worker: string;
}

/** The fields that every command about an attempt has. */
export const about = ({ jobId, kind, process, processId }: JobMessage, worker: string) => ({
  jobId,
  kind,
  process,
  processId,
  worker,
});

/** Executes a command about a job. @param name what its id derives from, with the job: the same name is the same command */
export const executeJobCommand = (
  { execute, worker }: JobCommandDeps,
  { jobId, correlationId, requestedBy, traceparent, author }: JobMessage,
  name: string,
  command: JobCommand,
): Promise<Outcome> =>
  execute({
    commandId: uuid5(jobId, name),
    streamId: jobId,
    // Programs print what they like, and films are called what they like.
    command: storableJson(command),
    actor: onBehalfOf(author, { kind: 'service', id: worker }),
    correlationId,
    causationId: requestedBy,
    traceparent: nextHop(traceparent),
  });

/**
 * Executes a command about a job through outages of the log and lost races, until aborted: work that is done is not
 * thrown away.
 */
export async function executeThroughOutages(
  deps: JobCommandDeps,
  message: JobMessage,
  name: string,
  command: JobCommand,
  signal: AbortSignal,
): Promise<Outcome> {
  for (let failures = 1; ; failures += 1) {
    try {
      const outcome = await executeJobCommand(deps, message, name, command);
      if (outcome.kind !== 'contended') return outcome;
    } catch (error) {
      if (!isOutage(error)) throw error;
      deps.logger.warn(
        { err: error, jobId: message.jobId, command: command.type, failures },
        'the event store is away; the result waits for it',
      );
    }
    signal.throwIfAborted();
    await pause(backoffMs(failures, 200, 5_000), signal);
    signal.throwIfAborted();
  }
}
