import type { Execute } from '../../commands/pipeline/execute.ts';
import { fireTimer } from '../../commands/pipeline/process-stream.ts';
import type { EventLog } from '../../ports/event-log.ts';
import type { Payments } from '../../ports/payments.ts';
import { language } from '../../schemas/language.ts';
import { chargeInvoice } from '../../workers/billing/money.job.ts';
import { runJob } from '../../workers/testing/step-by-step.ts';
import { callsPerSecond } from './events.ts';

type Timer = Parameters<typeof fireTimer>[1];

/** What the roles beside the processor do for renewals: jobs are run as they come, timers wait until they are fired. */
export function createRenewalWork(given: {
  readonly log: EventLog;
  readonly execute: Execute;
  readonly payments: Payments;
  readonly clock: { readonly now: number };
}) {
  const { log, execute, payments, clock } = given;
  const deps = { log, language };
  const jobs = [{ ...chargeInvoice, tools: { payments } }] as never;
  const stopping = new AbortController();
  /** The ends of periods that are waited for, by subscription. */
  const ends = new Map<string, Timer>();
  let waiting: { left: number; readonly done: PromiseWithResolvers<void> } | undefined;

  const ended = (async () => {
    for await (const message of log.subscribeAll({ after: 0n, signal: stopping.signal })) {
      const decoded = message.kind === 'event' ? language.decode(message.event) : undefined;
      if (decoded?.kind !== 'known') continue;
      const { event } = decoded;
      if (event.type === 'kernel.JobRequested')
        runJob(deps, execute, jobs, event).catch((error: unknown) => waiting?.done.reject(error));
      if (event.type !== 'kernel.TimerSet' || event.data.name !== 'period-end') continue;
      ends.set(event.data.processId, { ...event.data, position: String(event.position) });
      if (waiting !== undefined && (waiting.left -= 1) === 0) waiting.done.resolve();
    }
  })();
  return {
    /** Resolves when so many subscriptions wait for the end of their next period, counted from the call. */
    nextPeriods(count: number): Promise<void> {
      waiting = { left: count, done: Promise.withResolvers<void>() };
      return waiting.done.promise;
    },
    /** Every period that is waited for is over. */
    async fire(inFlight: number): Promise<void> {
      const due = [...ends.values()];
      ends.clear();
      const now = new Date(clock.now).toISOString();
      await callsPerSecond(due.length, inFlight, () => fireTimer(deps, due.pop() as Timer, now));
    },
    async stop(): Promise<void> {
      stopping.abort();
      await ended.catch(() => undefined);
    },
  };
}
