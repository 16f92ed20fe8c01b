import { jobDecider } from '../../domain/kernel/job.decider.ts';
import { CompleteJob, jobCommands } from '../../schemas/kernel/job.commands.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandContext, CommandHandler } from '../pipeline/context.ts';
import { only } from '../pipeline/policy.ts';

const byWorker = only('service');

/** A result must be what its kind of job promises: processes rely on it. */
const checkResult: NonNullable<CommandHandler['check']> = ({ kind, result }, { jobs }) => {
  const job = jobs.get(String(kind));
  if (job === undefined) return `there is no job of the kind "${String(kind)}"`;
  const issue = job.result.safeParse(result).error?.issues[0];
  return issue === undefined ? undefined : `result.${issue.path.join('.')}: ${issue.message}`;
};

/** Jobs are worked on by workers, whatever their kind, and given up by the process that asked for them. */
export const kernel: CommandContext = {
  name: 'kernel',
  handlers: handlersOf(jobDecider, jobCommands, {
    ClaimJob: byWorker,
    CompleteJob: byWorker,
    FailJob: byWorker,
    ReleaseJob: byWorker,
    CancelJob: only('process'),
  }).map((handler) => (handler.definition.type === CompleteJob.type ? { ...handler, check: checkResult } : handler)),
};
