import { creditBookDecider, invoiceBookDecider } from '../../domain/billing/book.decider.ts';
import { invoiceDecider } from '../../domain/billing/invoice.decider.ts';
import { payerDecider } from '../../domain/billing/payer.decider.ts';
import { bookCommands, creditBookCommands, invoiceCommands } from '../../schemas/billing/invoice.commands.ts';
import { payerCommands } from '../../schemas/billing/payer.commands.ts';
import { ownAccount } from '../identity/own-account.ts';
import { handlersOf } from '../pipeline/context.ts';
import type { CommandHandler } from '../pipeline/context.ts';
import { notAllowed, only, staffMay } from '../pipeline/policy.ts';
import type { Policy } from '../pipeline/policy.ts';

/** Staff give credit as a gift, for people; what comes of invoices and refunds is credited by processes. */
const grantsCredit: Policy<{
  readonly type: string;
  readonly data: { readonly cause: string };
  readonly at: string;
}> = (actor, command, state) => {
  if (actor.kind === 'process') return undefined;
  if (command.data.cause !== 'staff') return notAllowed('Only credit as a gift can be given by hand.');
  return staffMay('billing.refund')(actor, command, state);
};

/** Invoices, their numbers, and whoever pays. */
export const invoiceHandlers: readonly CommandHandler[] = [
  ...handlersOf(invoiceDecider, invoiceCommands, {
    IssueInvoice: only('process'),
    NumberInvoice: only('process'),
    CollectInvoice: only('process'),
    RecordPayment: only('process'),
    VoidInvoice: only('process'),
    RefundInvoice: staffMay('billing.refund', 'process'),
    RecordRefund: only('process'),
    FailRefund: only('process'),
  }),
  ...handlersOf(invoiceBookDecider, bookCommands, { TakeInvoiceNumber: only('process') }),
  ...handlersOf(creditBookDecider, creditBookCommands, { TakeCreditNoteNumber: only('process') }),
  ...handlersOf(payerDecider, payerCommands, {
    RecordPayer: only('process'),
    KeepMethod: only('process'),
    ChooseDefaultMethod: ownAccount,
    // A process removes those of whoever is forgotten.
    RemoveMethod: (actor, command, state) => (actor.kind === 'process' ? undefined : ownAccount(actor, command, state)),
    GrantCredit: grantsCredit,
    ReturnCredit: only('process'),
    ChoosePayment: only('process'),
  }),
];
