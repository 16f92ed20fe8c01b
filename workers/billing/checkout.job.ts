import type { z } from 'zod';
import { PaymentsRefused } from '../../ports/payments.ts';
import type { FindCheckoutJob, ForgetMethodJob } from '../../schemas/billing/jobs.ts';
import type { Job, JobHandler, JobOutcome } from '../runtime/context.ts';
import { LIMIT_MS, uuid, withoutProvider } from './money.job.ts';
import type { MoneyTools } from './money.job.ts';

type Ended = z.output<typeof FindCheckoutJob.result>['ended'];

async function endOf({ checkout, method }: NonNullable<MoneyTools['payments']>, checkoutRef: string): Promise<Ended> {
  const state = await checkout(checkoutRef);
  if (state === undefined || state.status === 'open') return null;
  const { reference, customerRef, methodRef } = state;
  // Not opened by us: somebody else's, at the same provider.
  if (reference === null || !uuid.test(reference) || customerRef === null) return null;
  const ended = { checkoutId: reference, customerRef, checkoutRef } as NonNullable<Ended>;
  if (state.status === 'expired' || methodRef === null) return { ...ended, method: null };
  const card = await method(methodRef);
  return { ...ended, method: card === undefined ? null : { methodRef, ...card } };
}

async function find({ payments }: MoneyTools, { input }: Job): Promise<JobOutcome> {
  if (payments === undefined) return withoutProvider();
  const { kind, checkoutRef } = input as z.output<typeof FindCheckoutJob.input>;
  return { kind: 'done', result: { kind, ended: await endOf(payments, checkoutRef) } };
}

async function forget({ payments }: MoneyTools, { input }: Job): Promise<JobOutcome> {
  if (payments === undefined) return withoutProvider();
  const { kind, methodRef } = input as z.output<typeof ForgetMethodJob.input>;
  try {
    await payments.forgetMethod(methodRef);
  } catch (error) {
    // It belongs to no customer any more: that is what was wanted.
    if (!(error instanceof PaymentsRefused)) throw error;
  }
  return { kind: 'done', result: { kind } };
}

const shared = { concurrency: 4, limitMs: () => LIMIT_MS } as const;

/** Asks how a checkout ended. */
export const findCheckout: JobHandler<MoneyTools> = { ...shared, kind: 'find-checkout', run: find };
/** Has the provider forget a means of payment. */
export const forgetMethod: JobHandler<MoneyTools> = { ...shared, kind: 'forget-method', run: forget };
