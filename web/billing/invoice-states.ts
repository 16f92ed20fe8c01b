import type { Tone } from '../design/bits.tsx';

/** How an invoice stands, in words. */
export const INVOICE_STATES = {
  OPEN: ['being collected', 'info'],
  FAILED: ['not paid', 'bad'],
  ACTION_NEEDED: ['waits for you', 'warn'],
  PAID: ['paid', 'good'],
  VOID: ['void', 'plain'],
} as const satisfies Readonly<Record<string, readonly [name: string, tone: Tone]>>;
