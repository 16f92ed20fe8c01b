import { createExecute } from '../../commands/pipeline/execute.ts';
import type { Execute } from '../../commands/pipeline/execute.ts';
import { commandContexts } from '../../commands/contexts.ts';
import { loadState } from '../../commands/pipeline/load.ts';
import { fireTimer } from '../../commands/pipeline/process-stream.ts';
import { react } from '../../commands/pipeline/react.ts';
import type { AnyProcess } from '../../domain/kernel/context.ts';
import { isOver, jobDecider } from '../../domain/kernel/job.decider.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';
import { newTrace } from '../../runtime/trace.ts';
import { language } from '../../schemas/language.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';
import { executeRequested } from '../runtime/processor.ts';

/** Thrown by a log whose writer dies. */
export class Killed extends Error {
  override name = 'Killed';
}

/** The same log for a writer that dies at its nth append: before it is written, or after that and before its answer. */
export function dyingLog(log: EventLog, nth: number, when: 'before' | 'after'): EventLog {
  let appends = 0;
  return {
    ...log,
    async append(...args) {
      appends += 1;
      if (appends === nth && when === 'before') throw new Killed();
      const appended = await log.append(...args);
      if (appends === nth) throw new Killed();
      return appended;
    },
  };
}

/** What runs of the platform: processes, and kinds of jobs with what they are given. */
export interface Running {
  readonly processes: readonly AnyProcess[];
  readonly jobs: readonly (Pick<JobHandler, 'kind' | 'run'> & { readonly tools: unknown })[];
  /** The time of day, ms since the epoch; default: the machine's. */
  readonly now?: (() => number) | undefined;
}

/**
 * Runs processes, commands and jobs over a log, one event after the other from its beginning, until nothing more comes of it. What was done
 * before is done again, as after a crash before the first checkpoint. Timers stand still.
 */
export async function runThrough(memory: MemoryLog, log: EventLog, { processes, jobs, now }: Running): Promise<void> {
  const deps = { log, language, now };
  const execute = createExecute(commandContexts, deps);
  for (let at = 0; at < memory.events.length; at += 1) {
    const recorded = memory.events[at];
    const decoded = recorded && language.decode(recorded);
    if (decoded?.kind !== 'known') continue;
    const { event } = decoded;
    for (const process of processes) if (process.inputs.includes(event.type)) await react(deps, process, event);
    await executeRequested({ ...deps, execute, logger: silentLogger }, event);
    if (event.type === 'kernel.JobRequested') await runJob(deps, execute, jobs, event);
  }
}

/** Claims a job, runs it, and says what came of it; again where that may help. */
export async function runJob(
  deps: { readonly log: EventLog; readonly language: typeof language },
  execute: Execute,
  jobs: Running['jobs'],
  requested: Extract<DecodedEvent, { type: 'kernel.JobRequested' }>,
): Promise<void> {
  const { jobId, kind, process, processId, input } = requested.data;
  const handler = jobs.find((job) => job.kind === kind);
  const { state } = await loadState(deps, jobDecider, jobId);
  if (handler === undefined || isOver(state)) return;
  const attempt = 'attempt' in state ? state.attempt + 1 : 1;
  const about = { jobId, kind, process, processId, worker: 'test' };
  const tell = (name: string, type: string, data: object) =>
    execute({
      commandId: uuid5(jobId, `${name}/${attempt}`),
      streamId: jobId,
      command: { type, data: { ...about, ...data }, at: requested.metadata.occurredAt },
      actor: { kind: 'service', id: 'test' },
      correlationId: jobId,
      causationId: requested.id,
      traceparent: newTrace(),
    });
  await tell('claim', 'ClaimJob', {});
  const outcome: JobOutcome = await handler
    .run(handler.tools, { ...about, input, attempt } as unknown as Job)
    .catch((error: unknown) => ({
      kind: 'refused',
      retryable: true,
      reason: { code: 'processing-failed', message: 'x', detail: String(error) },
    }));
  if (outcome.kind === 'done')
    await tell('end', 'CompleteJob', { attempt, result: outcome.result, wallMs: 0, cpuMs: 0, runs: [] });
  else {
    await tell('end', 'FailJob', { attempt, reason: outcome.reason, retryable: outcome.retryable, runs: [] });
    if (outcome.retryable) await runJob(deps, execute, jobs, requested);
  }
}

type Timer = Parameters<typeof fireTimer>[1];

/** The timers that are set, the earliest first. */
function timersOf(log: MemoryLog): readonly Timer[] {
  const set = new Map<string, Timer>();
  for (const recorded of log.events) {
    const decoded = language.decode(recorded);
    if (decoded.kind !== 'known') continue;
    const { event } = decoded;
    if (event.type === 'kernel.TimerSet')
      set.set(`${event.stream}/${event.data.name}`, { ...event.data, position: String(event.position) });
    if (event.type === 'kernel.TimerFired' || event.type === 'kernel.TimerCancelled')
      set.delete(`${event.stream}/${event.data.name}`);
  }
  return [...set.values()].toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

/** Fires every timer that is set, whenever it is due. @returns how many */
export async function fireAll(log: MemoryLog): Promise<number> {
  const timers = timersOf(log);
  for (const timer of timers) await fireTimer({ log, language }, timer, timer.dueAt);
  return timers.length;
}

/** Fires the timer that is due first. @returns when that is, ms since the epoch; undefined: none is set */
export async function fireNext(log: MemoryLog): Promise<number | undefined> {
  const [timer] = timersOf(log);
  if (timer === undefined) return undefined;
  await fireTimer({ log, language }, timer, timer.dueAt);
  return Date.parse(timer.dueAt);
}
