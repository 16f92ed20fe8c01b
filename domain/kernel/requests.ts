import { later } from './later.ts';
import type { DeriveId, ProcessRequest } from './process.ts';

/** A command without its instant: it happens when it is executed. */
export interface RequestedCommand {
  readonly type: string;
  readonly data: object;
}

/** Commands as processes ask for them, one for each of a union. */
export type WithoutTime<C> = C extends unknown ? Omit<C, 'at'> : never;

/** Builds what one reaction asks for; ids derive from the input event, so that a second reaction makes the same ones. */
export interface Requests<C extends RequestedCommand, J extends { readonly kind: string }> {
  /** `label` tells apart two commands of one type that one input asks for. */
  command(category: string, streamId: string, command: C, label?: string): ProcessRequest;
  /** `label` tells apart two jobs of one kind that one input asks for. */
  job(input: J, label?: string): ProcessRequest;
  /** Gives up a job that was asked for: nobody waits for it any more. */
  cancelJob(job: { readonly jobId: string; readonly kind: string }): ProcessRequest;
  /** Wakes the process at `at` plus `afterMs`; replaces an earlier timer of the same name. */
  timer(name: string, at: string, afterMs: number): ProcessRequest;
  cancelTimer(name: string): ProcessRequest;
}

/** @param process category of the process, `processId` its instance */
export function requestsOf<C extends RequestedCommand, J extends { readonly kind: string }>(
  process: string,
  processId: string,
  derive: DeriveId,
): Requests<C, J> {
  const ref = { process, processId };
  const command = (label: string, category: string, streamId: string, { type, data }: RequestedCommand) =>
    ({
      type: 'kernel.CommandRequested',
      data: {
        requestId: derive(label),
        ...ref,
        category,
        streamId,
        command: { type, data: data as Record<string, unknown> },
      },
    }) as const;
  return {
    command: (category, streamId, asked, label = `command/${asked.type}`) => command(label, category, streamId, asked),
    cancelJob: ({ jobId, kind }) =>
      command(`cancel/${jobId}`, 'job', jobId, { type: 'CancelJob', data: { jobId, kind, ...ref } }),
    job: (input, label = `job/${input.kind}`) => ({
      type: 'kernel.JobRequested',
      data: { jobId: derive(label), kind: input.kind, ...ref, input },
    }),
    timer: (name, at, afterMs) => ({
      type: 'kernel.TimerSet',
      data: { ...ref, name, dueAt: later(at, afterMs) },
    }),
    cancelTimer: (name) => ({ type: 'kernel.TimerCancelled', data: { ...ref, name } }),
  };
}
