import type { z } from 'zod';
import type { AskCheckout, RecordCheckout } from '../../schemas/billing/checkout.commands.ts';
import type { FindCheckoutJob, ForgetMethodJob } from '../../schemas/billing/jobs.ts';
import type { KeepMethod, RecordPayer } from '../../schemas/billing/payer.commands.ts';
import type { PaymentMethodRemoved } from '../../schemas/billing/payer.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { evolveBy } from '../kernel/decider.ts';
import type { DeriveId, Process, ProcessFeedback, ProcessRequest } from '../kernel/process.ts';
import { requestsOf } from '../kernel/requests.ts';
import { withoutTimer, withTimer } from '../kernel/timer-names.ts';
import type { TimerNames } from '../kernel/timer-names.ts';
import type { WithoutTime } from '../kernel/requests.ts';
import type { CheckoutEvent } from './checkout.decider.ts';

type Input = CheckoutEvent | EventOf<typeof PaymentMethodRemoved>;
type Command = WithoutTime<
  CommandOf<typeof RecordPayer | typeof KeepMethod | typeof AskCheckout | typeof RecordCheckout>
>;
type Job = z.output<typeof FindCheckoutJob.input | typeof ForgetMethodJob.input>;

const MINUTE_MS = 60_000;
/** When the provider is asked of whose page nobody came back from and of which it told nothing, ms after the time before. A page ends after a day. */
const ASK_AFTER_MS = [10 * MINUTE_MS, 60 * MINUTE_MS, 24 * 60 * MINUTE_MS, 24 * 60 * MINUTE_MS] as const;
/** After a job that failed as often as jobs may, ms. */
const REST_MS = 60 * MINUTE_MS;

/** The timers that are set, what was asked of the provider by job, and the cards that are to be kept by the command for it. */
export interface KeepingState {
  readonly timers: TimerNames;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly keeping: ReadonlyMap<string, string>;
}

const same = (state: KeepingState): KeepingState => state;
const without = (state: KeepingState, gone: string): KeepingState => ({
  ...state,
  timers: withoutTimer(state.timers, gone),
});
/** Ids are written in either case; names of timers are not. */
const askName = (checkoutId: string, nth: number | string): string => `ask/${checkoutId.toLowerCase()}/${nth}`;

/**
 * Keeps the means of payment that somebody enters at the provider, and has the provider forget what is not used any more. How a page ended
 * is asked when they come back, when the provider tells of it (process `finding`), and now and then where neither happens.
 */
export const keepingProcess: Process<KeepingState, Input, never> = {
  category: 'keeping',
  inputs: [
    'billing.CheckoutOpened',
    'billing.CheckoutAsked',
    'billing.CheckoutCompleted',
    'billing.CheckoutExpired',
    'billing.PaymentMethodRemoved',
    'kernel.JobCompleted',
    'kernel.JobFailed',
    'kernel.CommandRefused',
    'kernel.TimerFired',
  ],
  route: ({ data }) => data.accountId,
  initial: { timers: new Set(), jobs: new Map(), keeping: new Map() },
  evolve: evolveBy<KeepingState, ProcessRequest | ProcessFeedback>({
    'kernel.TimerSet': (state, { name }) => ({ ...state, timers: withTimer(state.timers, name) }),
    'kernel.TimerCancelled': (state, { name }) => without(state, name),
    'kernel.TimerFired': (state, { name }) => without(state, name),
    'kernel.JobRequested': (state, { jobId, input }) => ({
      ...state,
      // Its own request was held against its definition when it was written.
      jobs: new Map(state.jobs).set(jobId, input as Job),
    }),
    'kernel.CommandRequested': (state, { requestId, command }) =>
      command.type === 'KeepMethod'
        ? { ...state, keeping: new Map(state.keeping).set(requestId, String(command.data['methodRef'])) }
        : state,
    'kernel.CommandRefused': same,
    'kernel.JobStarted': same,
    'kernel.JobCompleted': same,
    'kernel.JobFailed': same,
  }),
  react: ({ event, at }, state, derive) => {
    switch (event.type) {
      case 'kernel.JobCompleted': {
        // A completed job's result was held against its definition when it was reported.
        const result = event.data.result as unknown as z.output<
          typeof FindCheckoutJob.result | typeof ForgetMethodJob.result
        >;
        if (result.kind !== 'find-checkout' || result.ended === null) return [];
        const { command } = make(event.data.processId, derive);
        return [command('checkout', result.ended.checkoutId, { type: 'RecordCheckout', data: result.ended })];
      }
      case 'kernel.JobFailed': {
        const { jobId, final, processId } = event.data;
        const failed = final ? state.jobs.get(jobId) : undefined;
        // How a checkout stands is asked again by itself.
        return failed?.kind === 'forget-method' ? [make(processId, derive).timer(`forget/${jobId}`, at, REST_MS)] : [];
      }
      case 'kernel.CommandRefused': {
        // What cannot be kept must not stay at the provider either.
        const methodRef = state.keeping.get(event.data.requestId);
        return methodRef === undefined
          ? []
          : [make(event.data.processId, derive).job({ kind: 'forget-method', methodRef })];
      }
      case 'kernel.TimerFired':
        return afterTimer(event.data, at, state, derive);
      case 'kernel.JobStarted':
        return [];
      default:
        return afterEvent(event, at, state, derive);
    }
  },
};

const make = (accountId: string, derive: DeriveId) => requestsOf<Command, Job>('keeping', accountId, derive);

function afterEvent(event: Input, at: string, state: KeepingState, derive: DeriveId): readonly ProcessRequest[] {
  const { command, job, timer, cancelTimer } = make(event.data.accountId, derive);
  switch (event.type) {
    case 'billing.CheckoutOpened': {
      const { accountId, customerRef, checkoutId } = event.data;
      return [
        command('payer', accountId, { type: 'RecordPayer', data: { accountId, customerRef } }),
        timer(askName(checkoutId, 0), at, ASK_AFTER_MS[0]),
      ];
    }
    case 'billing.CheckoutAsked':
      return [job({ kind: 'find-checkout', checkoutRef: event.data.checkoutRef })];
    case 'billing.CheckoutCompleted':
    case 'billing.CheckoutExpired': {
      const timers = [...state.timers].filter((name) => name.startsWith(askName(event.data.checkoutId, '')));
      if (event.type === 'billing.CheckoutExpired') return timers.map(cancelTimer);
      const { checkoutId: _checkout, at: _at, ...data } = event.data;
      return [...timers.map(cancelTimer), command('payer', data.accountId, { type: 'KeepMethod', data })];
    }
    case 'billing.PaymentMethodRemoved':
      return [job({ kind: 'forget-method', methodRef: event.data.methodRef })];
  }
}

function afterTimer(
  { processId, name }: Extract<ProcessFeedback, { readonly type: 'kernel.TimerFired' }>['data'],
  at: string,
  state: KeepingState,
  derive: DeriveId,
): readonly ProcessRequest[] {
  const { command, job, timer } = make(processId, derive);
  const [what, id = '', nth = ''] = name.split('/');
  if (what === 'forget') {
    const again = state.jobs.get(id);
    return again === undefined ? [] : [job(again)];
  }
  const checkoutId = id as Extract<Input, { readonly type: 'billing.CheckoutOpened' }>['data']['checkoutId'];
  const next = Number(nth) + 1;
  const wait = ASK_AFTER_MS[next];
  return [
    command('checkout', checkoutId, { type: 'AskCheckout', data: { checkoutId } }),
    ...(wait === undefined ? [] : [timer(askName(checkoutId, next), at, wait)]),
  ];
}
