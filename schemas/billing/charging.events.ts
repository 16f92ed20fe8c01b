import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { INT32_MAX, plainText } from '../kernel/text.ts';
import { InvoiceId } from './invoice.ids.ts';
import { Minor } from './money.ts';

export const PaymentAwaited = defineEvent({
  type: 'billing.PaymentAwaited',
  version: 1,
  category: 'charging',
  description: 'What becomes of a payment is not known yet; the provider is asked again.',
  data: z.strictObject({
    invoiceId: InvoiceId,
    attempt: z.int().min(1).max(INT32_MAX),
    amountMinor: Minor,
    paymentRef: plainText(200),
    asked: z.int().min(0).max(INT32_MAX).describe('how often it was asked before'),
  }),
});

export const chargingEvents = [PaymentAwaited] as const;
