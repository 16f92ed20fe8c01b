import type { z } from 'zod';
import { digitsOf } from '../../schemas/billing/digits.ts';
import type { InvoiceIssued, InvoiceLine, InvoiceTax } from '../../schemas/billing/invoice.events.ts';
import type { Seller } from '../../ports/seller.ts';

/** What something is called, how much it is, and what has to be said of it. */
export interface PaperLine {
  readonly label: string;
  readonly amount: string;
  readonly note?: string;
}

/** An invoice or a credit note as it stands on paper: words, in the order in which they are read. */
export interface Paper {
  readonly title: string;
  readonly seller: readonly string[];
  /** Whose it is; none: that is not shown, or not known any more. */
  readonly recipient: readonly string[];
  /** Number, dates, period. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly lines: readonly PaperLine[];
  /** Net, tax, and what it comes to, which stands last. */
  readonly sums: readonly (readonly [name: string, amount: string])[];
  readonly notes: readonly string[];
  /** ISO 8601. */
  readonly madeAt: string;
}

/** What of an invoice stands on paper. Amounts are minor units of its currency, instants ISO 8601. */
export interface PaperInvoice extends Pick<
  z.output<typeof InvoiceIssued.data>,
  'number' | 'reason' | 'issuedAt' | 'country' | 'currency' | 'netMinor' | 'grossMinor'
> {
  readonly lines: readonly InvoiceLine[];
  readonly taxes: readonly InvoiceTax[];
  readonly status: string;
  readonly paidAt: string | null;
  readonly refundedMinor: number;
}

/** What of a refund stands on paper. `at`: when it was made. */
export interface PaperRefund {
  readonly number: string;
  readonly currency: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly chargedMinor: number;
  readonly creditMinor: number;
  readonly at: string;
}

const amountIn = (currency: string) => {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  // The sign of arithmetic; the hyphen is shorter than figures are wide.
  return (minor: number): string => `${format.format(minor / 10 ** digits).replace('-', '−')} ${currency}`;
};
const dayFormat = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });
const day = (instant: string): string => dayFormat.format(new Date(instant));
const percent = (basisPoints: number): string => `${basisPoints / 100} %`;

const sellerLines = ({ name, address, vatId }: Seller): readonly string[] => [
  name,
  ...address,
  ...(vatId === null ? [] : [`VAT ${vatId}`]),
];

/** What is said of lines beside their labels. */
const NOTES: Partial<Readonly<Record<PaperInvoice['lines'][number]['kind'], string>>> = {
  'proration-credit': 'the rest that was not used',
  'proration-charge': 'until the end of the period',
  rental: 'rented',
  purchase: 'bought',
};

/** An invoice as paper. @param recipient the address of the account; null: it is not shown */
export function invoicePaper(row: PaperInvoice, seller: Seller, recipient: string | null): Paper {
  const amount = amountIn(row.currency);
  const { reason, number, issuedAt, country, status, paidAt } = row;
  return {
    title: 'Invoice',
    seller: sellerLines(seller),
    recipient: recipient === null ? [] : [recipient],
    facts: [
      ['Number', number],
      ['Date', day(issuedAt)],
      ...(reason.kind === 'subscription'
        ? ([['Period', `${day(reason.periodStart)} – ${day(reason.periodEnd)}`]] as const)
        : []),
      ...(country === null ? [] : ([['Country', country]] as const)),
    ],
    lines: row.lines.map(({ kind, label, amountMinor, taxIncluded }) => {
      const notes = [NOTES[kind], taxIncluded ? undefined : 'without tax'].filter((each) => each !== undefined);
      return { label, amount: amount(amountMinor), ...(notes.length > 0 && { note: notes.join(', ') }) };
    }),
    sums: [
      ['Net', amount(row.netMinor)],
      ...row.taxes.map(
        ({ rateBasisPoints, taxMinor }) => [`Tax ${percent(rateBasisPoints)}`, amount(taxMinor)] as const,
      ),
      ['Total', amount(row.grossMinor)],
    ],
    notes: [
      ...(status === 'paid' && paidAt !== null ? [`Paid on ${day(paidAt)}.`] : []),
      ...(status === 'void' ? ['This invoice is void: nothing is owed for it.'] : []),
      ...(row.refundedMinor > 0 ? [`Given back since: ${amount(row.refundedMinor)}; see its credit notes.`] : []),
    ],
    madeAt: issuedAt,
  };
}

/** The credit note of a refund as paper. */
export function creditNotePaper(
  row: Pick<PaperInvoice, 'number' | 'issuedAt'>,
  refund: PaperRefund,
  seller: Seller,
  recipient: string | null,
): Paper {
  const amount = amountIn(refund.currency);
  const { netMinor, taxMinor, chargedMinor, creditMinor, at } = refund;
  return {
    title: 'Credit note',
    seller: sellerLines(seller),
    recipient: recipient === null ? [] : [recipient],
    facts: [
      ['Number', refund.number],
      ['Date', day(at)],
      ['Of invoice', `${row.number} of ${day(row.issuedAt)}`],
    ],
    lines: [{ label: `Given back of invoice ${row.number}`, amount: amount(netMinor + taxMinor) }],
    sums: [
      ['Net', amount(netMinor)],
      ['Tax', amount(taxMinor)],
      ['Total given back', amount(netMinor + taxMinor)],
    ],
    notes: [
      ...(chargedMinor > 0 ? [`To the card: ${amount(chargedMinor)}.`] : []),
      ...(creditMinor > 0 ? [`As credit of the account: ${amount(creditMinor)}.`] : []),
    ],
    madeAt: at,
  };
}
