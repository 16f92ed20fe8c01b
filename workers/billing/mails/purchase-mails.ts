import { purchaseDecider, type PurchaseEvent, type PurchaseState } from '../../../domain/billing/purchase.decider.ts';
import type { Draft, Telling } from './draft.ts';
import { paidFacts, paidPaper } from './invoice-mails.ts';
import { issuedInvoice } from './payment-words.ts';
import { toldEvent } from './told-event.ts';

/** Messages of rentals and purchases: that it is theirs, with its invoice, and that the bank waits. */
export async function purchaseMail(
  telling: Telling,
  where: { readonly streamId: string; readonly eventId: string },
): Promise<Draft | undefined> {
  const told = await toldEvent<PurchaseState, PurchaseEvent>(telling, purchaseDecider, where);
  if (told === undefined || told.after.status === 'none') return undefined;
  const { event, after } = told;
  const { titleName } = after.request.terms;
  const { words } = telling;
  if (event.type === 'billing.PurchaseActionNeeded') {
    const { currency, amountMinor } = after.request.terms;
    const invoice = await issuedInvoice(telling, event.data.invoiceId);
    return {
      title: 'Your bank wants you to confirm a payment',
      before: [
        `“${titleName}” is yours as soon as you confirm its payment at your bank. Its page shows the button for it.`,
      ],
      facts: [
        ['Amount', words.money(invoice?.invoice.grossMinor ?? amountMinor, currency)],
        ['Until', words.instant(after.request.expiresAt)],
      ],
      button: 'Go on',
      path: `/buy/${event.data.titleId}`,
      after: ['If you do nothing, nothing is paid, and it is not yours.'],
    };
  }
  if (event.type !== 'billing.PurchaseMade') return undefined;
  const { model, startBy, invoiceId } = event.data;
  const invoice = await issuedInvoice(telling, invoiceId);
  const facts = invoice === undefined ? [] : paidFacts(telling, invoice);
  return {
    title: model === 'rent' ? `You rented “${titleName}”` : `You bought “${titleName}”`,
    before: [
      startBy === null
        ? 'It stays yours: you find it under your films.'
        : 'Begin it when you like within 30 days. From its first start on you can watch it for 48 hours, as often as you like.',
    ],
    facts: [...facts, ...(startBy === null ? [] : ([['Begin it before', words.instant(startBy)]] as const))],
    button: 'Open your films',
    path: '/my-films',
    after: ['Within 14 days you can give it back there, as long as less than a tenth of it was watched.'],
    ...(invoice === undefined ? {} : { paper: paidPaper(telling, invoice) }),
  };
}
