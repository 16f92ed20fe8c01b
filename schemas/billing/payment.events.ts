import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { id } from '../kernel/id.ts';

/** One message of a payment provider's, by an id derived from the provider's own. */
export const PaymentEventId = id('PaymentEventId');
export type PaymentEventId = z.infer<typeof PaymentEventId>;

/** A payment provider's name for something, as it stands in its addresses. */
export const ProviderRef = z.string().regex(/^[A-Za-z0-9_]{1,200}$/);

export const PaymentEventReceived = defineEvent({
  type: 'billing.PaymentEventReceived',
  version: 1,
  category: 'paymentevent',
  description:
    'The payment provider says that something changed there. What it is now is for the provider to say when it is asked: nothing else of the message counts.',
  data: z.strictObject({
    paymentEventId: PaymentEventId,
    eventId: ProviderRef.describe('the id that the provider gave the message'),
    kind: z.enum(['checkout', 'payment', 'refund', 'method']).describe('what to ask about'),
    refs: z
      .strictObject({
        customerRef: ProviderRef.nullable(),
        checkoutRef: ProviderRef.nullable(),
        paymentRef: ProviderRef.nullable(),
        refundRef: ProviderRef.nullable(),
        methodRef: ProviderRef.nullable(),
      })
      .describe('the provider’s names of what the message is about'),
    createdAt: z.iso.datetime().describe('when it happened, by the clock of the provider'),
  }),
});

export const paymentEvents = [PaymentEventReceived] as const;
