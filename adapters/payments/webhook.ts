import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { PaymentEventKind, PaymentRefs, WebhookReading } from '../../ports/payments.ts';

/** As Stripe's own client: a signature is good for five minutes, to both sides. */
export const TOLERANCE_SECONDS = 300;

/** What of Stripe's events concerns us, and which object they are about. */
const ABOUT: Readonly<Record<string, PaymentEventKind>> = {
  'checkout.session.completed': 'checkout',
  'checkout.session.expired': 'checkout',
  'checkout.session.async_payment_succeeded': 'checkout',
  'checkout.session.async_payment_failed': 'checkout',
  'payment_intent.succeeded': 'payment',
  'payment_intent.payment_failed': 'payment',
  'payment_intent.requires_action': 'payment',
  'payment_intent.processing': 'payment',
  'payment_intent.canceled': 'payment',
  'refund.created': 'refund',
  'refund.updated': 'refund',
  'refund.failed': 'refund',
  'payment_method.attached': 'method',
  'payment_method.detached': 'method',
  'payment_method.updated': 'method',
  'payment_method.automatically_updated': 'method',
};

const Ref = z.string().regex(/^[A-Za-z0-9_]{1,200}$/);
/** A name, or the object itself. */
const Named = z
  .union([Ref, z.object({ id: Ref }).transform(({ id }) => id)])
  .nullish()
  .transform((ref) => ref ?? null);
const Event = z.object({
  id: Ref,
  object: z.literal('event'),
  type: z.string().regex(/^[a-z0-9_.]{1,120}$/),
  created: z.int().min(0).max(100_000_000_000),
  data: z.object({
    object: z.looseObject({ id: Ref.optional(), customer: Named, payment_intent: Named, payment_method: Named }),
  }),
});

/** Seconds and signatures of a header `t=…,v1=…,v1=…`; undefined: it is none. */
function readHeader(header: string): { readonly seconds: number; readonly signatures: readonly string[] } | undefined {
  if (header.length > 1000) return undefined;
  const pairs = header.split(',').map((pair) => pair.split('='));
  const times = pairs.filter(([name]) => name === 't').map(([, value]) => value ?? '');
  const signatures = pairs.filter(([name]) => name === 'v1').map(([, value]) => value ?? '');
  const [time = ''] = times;
  return times.length === 1 && /^\d{1,12}$/.test(time) && signatures.length > 0
    ? { seconds: Number(time), signatures }
    : undefined;
}

/**
 * Reads a webhook by the bytes that came: the signature covers them and the time. The scheme is Stripe's `v1`; it is checked here and
 * not by its client, which takes signatures of the future and decodes the bytes before it hashes them.
 */
export function readWebhook(body: Uint8Array, header: string, nowMs: number, secret: string): WebhookReading {
  const read = readHeader(header);
  if (read === undefined) return { kind: 'refused', why: 'signature' };
  const expected = createHmac('sha256', secret).update(`${read.seconds}.`).update(body).digest();
  const isOurs = read.signatures.some((text) => {
    const given = Buffer.from(text, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isOurs) return { kind: 'refused', why: 'signature' };
  if (Math.abs(nowMs / 1000 - read.seconds) > TOLERANCE_SECONDS) return { kind: 'refused', why: 'time' };
  const event = Event.safeParse(parsed(body)).data;
  if (event === undefined) return { kind: 'refused', why: 'unreadable' };
  const about = ABOUT[event.type] ?? null;
  return {
    kind: 'event',
    id: event.id,
    about,
    type: event.type,
    createdAt: new Date(event.created * 1000).toISOString(),
    refs: refsOf(about, event.data.object),
  };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

function refsOf(about: PaymentEventKind | null, object: z.infer<typeof Event>['data']['object']): PaymentRefs {
  const own = (kind: PaymentEventKind): string | null => (about === kind ? (object.id ?? null) : null);
  return {
    customerRef: object.customer,
    checkoutRef: own('checkout'),
    paymentRef: own('payment') ?? object.payment_intent,
    refundRef: own('refund'),
    methodRef: own('method') ?? object.payment_method,
  };
}
