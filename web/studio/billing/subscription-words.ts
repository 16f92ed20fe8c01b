import type { Tone } from '../../design/bits.tsx';
import type { CustomerSubscription } from './customer.queries.ts';

type Status = CustomerSubscription['status'];

/** How a state is called and shown. */
export const statusOf: Readonly<Record<Status, readonly [name: string, tone: Tone]>> = {
  PENDING: ['first payment on its way', 'info'],
  INCOMPLETE: ['first payment not made', 'warn'],
  TRIALING: ['trial', 'info'],
  ACTIVE: ['active', 'good'],
  PAST_DUE: ['overdue', 'warn'],
  SUSPENDED: ['suspended', 'bad'],
  PAUSED: ['resting', 'plain'],
  CANCELED: ['over', 'plain'],
  EXPIRED: ['never began', 'plain'],
};

const STEPS: Readonly<Record<NonNullable<CustomerSubscription['nextStep']>, string>> = {
  PAYMENT: 'the payment that is on its way',
  TRIAL_END: 'the trial ends, and the first payment is due',
  RENEWAL: 'the next period is paid',
  END: 'it ends',
  RETRY: 'the payment is tried again',
  RESUME: 'it goes on',
};

/** What happens next, in words; undefined: nothing does. */
export const nextStepOf = ({ nextStep }: Pick<CustomerSubscription, 'nextStep'>): string | undefined =>
  nextStep === null ? undefined : STEPS[nextStep];

/** Whether somebody who works here can end it. */
export const canEnd = ({ status }: Pick<CustomerSubscription, 'status'>): boolean =>
  status !== 'CANCELED' && status !== 'EXPIRED';

const FAILURES: Readonly<Record<string, string>> = {
  'no-method': 'no card is kept',
  insufficient_funds: 'too little money',
  card_declined: 'the bank said no',
  generic_decline: 'the bank said no',
  expired_card: 'the card has expired',
  stolen_card: 'the card was reported stolen',
  lost_card: 'the card was reported lost',
  amount_too_small: 'the amount is below what the provider takes',
};

/** Why a payment failed, in words; what is not known stands as the provider says it. */
export const failureIn = (code: string): string => FAILURES[code] ?? code.replaceAll('_', ' ');
