import { invoiceDecider } from '../../../domain/billing/invoice.decider.ts';
import type { InvoiceEvent, InvoiceState, IssuedInvoice } from '../../../domain/billing/invoice.state.ts';
import { creditNotePaper, invoicePaper } from '../../../runtime/papers/invoice-paper.ts';
import type { Draft, Telling } from './draft.ts';
import { toldEvent } from './told-event.ts';

/** An invoice that was paid, as PDF: as it was when it was. */
export function paidPaper(
  { seller, recipient }: Telling,
  { invoice, paid }: IssuedInvoice,
): NonNullable<Draft['paper']> {
  const row = { ...invoice, status: 'paid', paidAt: paid?.at ?? null, refundedMinor: 0 };
  return { name: `invoice-${invoice.number}.pdf`, called: 'The invoice', paper: invoicePaper(row, seller, recipient) };
}

/** What was paid by card and by credit, each where there is any. */
export function paidFacts(
  { words }: Telling,
  { invoice, paid }: IssuedInvoice,
): readonly (readonly [string, string])[] {
  const { currency, grossMinor } = invoice;
  const amount = (minor: number): string => words.money(minor, currency);
  const charged = paid?.chargedMinor ?? 0;
  const credit = paid?.creditMinor ?? 0;
  return [
    ['Total', amount(grossMinor)],
    ...(charged > 0 && credit > 0 ? ([['By card', amount(charged)]] as const) : []),
    ...(credit > 0 ? ([['By your credit', amount(credit)]] as const) : []),
    ...(credit < 0 ? ([['Became your credit', amount(-credit)]] as const) : []),
  ];
}

const isIssued = (state: InvoiceState): state is IssuedInvoice => state.status !== 'none' && state.status !== 'drafted';

function paid(telling: Telling, after: IssuedInvoice): Draft {
  const { words } = telling;
  const { invoice } = after;
  const { reason, number, invoiceId } = invoice;
  return {
    title: `Your invoice ${number}`,
    before: ['Thank you: this invoice is paid.'],
    facts: [
      ...new Set(
        invoice.lines.filter(({ kind }) => kind !== 'discount' && kind !== 'credit').map(({ label }) => label),
      ),
    ]
      .map((label): readonly [string, string] => ['For', label])
      .concat(
        reason.kind === 'subscription'
          ? [['Period', `${words.day(reason.periodStart)} – ${words.day(reason.periodEnd)}`]]
          : [],
        paidFacts(telling, after),
      ),
    button: 'See the invoice',
    path: `/account/invoices/${invoiceId}`,
    after: [],
    paper: paidPaper(telling, after),
  };
}

function refunded(
  { words, seller, recipient }: Telling,
  { invoice }: IssuedInvoice,
  data: Extract<InvoiceEvent, { type: 'billing.RefundMade' }>['data'],
): Draft {
  const { number, currency, chargedMinor, creditMinor, netMinor, taxMinor } = data;
  const amount = (minor: number): string => words.money(minor, currency);
  return {
    title: 'We gave money back to you',
    before: [`Of invoice ${invoice.number} of ${words.day(invoice.issuedAt)} this was given back.`],
    facts: [
      ['Given back', amount(netMinor + taxMinor)],
      ...(chargedMinor > 0 ? ([['To your card', amount(chargedMinor)]] as const) : []),
      ...(creditMinor > 0 ? ([['As credit of your account', amount(creditMinor)]] as const) : []),
    ],
    button: 'See the invoice',
    path: `/account/invoices/${invoice.invoiceId}`,
    after: chargedMinor > 0 ? ['Banks take some days until it is on your account.'] : [],
    paper: {
      name: `credit-note-${number}.pdf`,
      called: `The credit note ${number}`,
      paper: creditNotePaper(invoice, data, seller, recipient),
    },
  };
}

/** Messages of invoices: paid, and given back. */
export async function invoiceMail(
  telling: Telling,
  where: { readonly streamId: string; readonly eventId: string },
): Promise<Draft | undefined> {
  const told = await toldEvent<InvoiceState, InvoiceEvent>(telling, invoiceDecider, where);
  if (told === undefined || !isIssued(told.after)) return undefined;
  const { event, after } = told;
  switch (event.type) {
    case 'billing.InvoicePaid':
      return paid(telling, after);
    case 'billing.RefundMade':
      return refunded(telling, after, event.data);
    case 'billing.SurplusReturned': {
      const { amountMinor, currency } = event.data;
      return {
        title: 'We gave money back to you',
        before: [
          `A payment came for invoice ${after.invoice.number} that was not owed any more. It went back to where it came from.`,
        ],
        facts: [['Given back', telling.words.money(amountMinor, currency)]],
        button: 'See the invoice',
        path: `/account/invoices/${after.invoice.invoiceId}`,
        after: ['Banks take some days until it is on your account.'],
      };
    }
    default:
      return undefined;
  }
}
