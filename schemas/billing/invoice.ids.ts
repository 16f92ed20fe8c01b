import type { z } from 'zod';
import { id } from '../kernel/id.ts';

/** One invoice. */
export const InvoiceId = id('InvoiceId');
export type InvoiceId = z.infer<typeof InvoiceId>;

/** One rental or purchase of a title. */
export const PurchaseId = id('PurchaseId');
export type PurchaseId = z.infer<typeof PurchaseId>;

/** One refund of an invoice or a part of it. */
export const RefundId = id('RefundId');
export type RefundId = z.infer<typeof RefundId>;

/** The book of the invoices or of the credit notes of a month. */
export const BookId = id('BookId');
export type BookId = z.infer<typeof BookId>;
