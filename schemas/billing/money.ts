import { z } from 'zod';
import { INT32_MAX, plainText } from '../kernel/text.ts';

/** ISO 4217. Events hold any three letters, so that the list may grow and shrink; what is sold is decided by `domain/billing/currency.ts`. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217');

/** An amount in the smallest unit of its currency (cents; yen). May be negative. */
export const SignedMinor = z.int().min(-INT32_MAX).max(INT32_MAX).describe('in the smallest unit of the currency');
/** An amount in the smallest unit of its currency, 0 or more. */
export const Minor = z.int().min(0).max(INT32_MAX).describe('in the smallest unit of the currency');

/** ISO 3166-1 alpha-2. */
export const Territory = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe('ISO 3166-1 alpha-2');

/** How often is paid. */
export const Interval = z
  .strictObject({ unit: z.enum(['month', 'year']), count: z.int().min(1).max(36) })
  .describe('how often is paid');
export type Interval = z.infer<typeof Interval>;

/** A word by which titles are grouped, as an editor writes it. */
export const Tag = plainText(60).min(1);
