import { defineCommand } from '../kernel/define.ts';
import { PaymentEventReceived } from './payment.events.ts';

export const ReceivePaymentEvent = defineCommand({
  category: 'paymentevent',
  streamIdField: 'paymentEventId',
  type: 'ReceivePaymentEvent',
  description: 'Take in that something changed at the payment provider.',
  data: PaymentEventReceived.data,
});

export const paymentCommands = [ReceivePaymentEvent] as const;
