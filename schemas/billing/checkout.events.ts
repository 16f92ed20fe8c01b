import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { id } from '../kernel/id.ts';
import { plainText } from '../kernel/text.ts';
import { AccountId } from './ids.ts';
import { keptMethod } from './payer.events.ts';

/** One visit to the page of the payment provider where a means of payment is entered. */
export const CheckoutId = id('CheckoutId');
export type CheckoutId = z.infer<typeof CheckoutId>;

const of = { category: 'checkout', version: 1 } as const;
const who = { checkoutId: CheckoutId, accountId: AccountId };
const ref = plainText(200).describe("the provider's name for it");
const at = z.iso.datetime();

export const CheckoutOpened = defineEvent({
  ...of,
  type: 'billing.CheckoutOpened',
  description: 'A page of the payment provider was opened for an account, to enter a means of payment.',
  data: z.strictObject({ ...who, customerRef: ref, checkoutRef: ref, expiresAt: at }),
});

export const CheckoutAsked = defineEvent({
  ...of,
  type: 'billing.CheckoutAsked',
  description: 'The payment provider is asked how a checkout stands.',
  data: z.strictObject({ ...who, checkoutRef: ref }),
});

export const CheckoutCompleted = defineEvent({
  ...of,
  type: 'billing.CheckoutCompleted',
  description: 'A means of payment was entered at the payment provider.',
  data: z.strictObject({ ...who, ...keptMethod, at }),
});

export const CheckoutExpired = defineEvent({
  ...of,
  type: 'billing.CheckoutExpired',
  description: 'Nobody entered a means of payment on the page that was opened for it.',
  data: z.strictObject({ ...who, at }),
});

export const checkoutEvents = [CheckoutOpened, CheckoutAsked, CheckoutCompleted, CheckoutExpired] as const;
