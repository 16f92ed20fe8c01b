import type { invoiceCommands } from '../../schemas/billing/invoice.commands.ts';
import type { invoiceEvents } from '../../schemas/billing/invoice.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';

export type InvoiceEvent = EventOf<(typeof invoiceEvents)[number]>;
export type InvoiceCommand = CommandOf<(typeof invoiceCommands)[number]>;
type Data<T extends InvoiceEvent['type']> = Extract<InvoiceEvent, { readonly type: T }>['data'];
/** One refund, or a surplus that goes back. */
export interface RefundState {
  readonly status: 'asked' | 'made' | 'failed';
  readonly surplus: boolean;
  readonly asked: Data<'billing.RefundAsked'> | Data<'billing.SurplusReceived'>;
}

/**
 * `drafted`: without a number; `open`: owed, and nobody tries; `collecting`: an attempt is under way; `acting`: the customer must confirm
 * it. `voidAsked`: as soon as it has its number it is void.
 */
export type InvoiceState =
  | { readonly status: 'none' }
  | { readonly status: 'drafted'; readonly draft: Data<'billing.InvoiceDrafted'>; readonly voidAsked: string | null }
  | IssuedInvoice;
export interface IssuedInvoice {
  readonly status: 'open' | 'collecting' | 'acting' | 'paid' | 'void';
  readonly invoice: Data<'billing.InvoiceIssued'>;
  /** The newest attempt to collect it; 0: none. */
  readonly attempt: number;
  /** The payment that the customer must confirm, by the provider's name; null: none. */
  readonly acting: string | null;
  readonly paid: Data<'billing.InvoicePaid'> | null;
  readonly refunds: ReadonlyMap<string, RefundState>;
}
