import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { CheckoutId, CheckoutOpened } from './checkout.events.ts';
import { keptMethod } from './payer.events.ts';

const of = { category: 'checkout' } as const;
const { customerRef, checkoutRef } = CheckoutOpened.data.shape;

export const OpenCheckout = defineCommand({
  ...of,
  type: 'OpenCheckout',
  description: 'Write down that a page of the payment provider was opened for an account.',
  data: CheckoutOpened.data,
});
export const AskCheckout = defineCommand({
  ...of,
  type: 'AskCheckout',
  description: 'Ask the payment provider how a checkout stands, unless that is known.',
  data: z.strictObject({ checkoutId: CheckoutId }),
});
export const RecordCheckout = defineCommand({
  ...of,
  type: 'RecordCheckout',
  description: 'Write down how a checkout ended, as the payment provider says.',
  data: z.strictObject({
    checkoutId: CheckoutId,
    customerRef,
    checkoutRef,
    method: z.strictObject(keptMethod).nullable().describe('null: none was entered, and none will be'),
  }),
});

export const checkoutCommands = [OpenCheckout, AskCheckout, RecordCheckout] as const;
