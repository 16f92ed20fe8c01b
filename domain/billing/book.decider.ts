import type { bookCommands, creditBookCommands } from '../../schemas/billing/invoice.commands.ts';
import type { bookEvents, creditBookEvents } from '../../schemas/billing/invoice.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type BookEvent = EventOf<(typeof bookEvents)[number]>;
export type BookCommand = CommandOf<(typeof bookCommands)[number]>;
export type CreditBookEvent = EventOf<(typeof creditBookEvents)[number]>;
export type CreditBookCommand = CommandOf<(typeof creditBookCommands)[number]>;

/** The last number, and who has one of those at the edges of the book. */
export interface BookState {
  readonly last: number;
  readonly holders: ReadonlySet<string>;
}

/**
 * A repeated command comes soon after its first time, or not at all: so many of the latest numbers tell whether whoever asks has one, and
 * a book costs the same whatever its length.
 */
const EDGE = 500;

/** The stream of a month's book: a UUID that says the month. */
export const bookIdOf = (month: string): string => `b0000000-0000-4000-8000-000000${month.replace('-', '')}`;

/** The month of an instant, UTC. */
export const monthOf = (at: string): string => at.slice(0, 7);

const place = (month: string, nth: number): string => `${month}-${String(nth).padStart(6, '0')}`;
/** The largest place that an event holds. */
const LAST_PLACE = 2 ** 31 - 1;
const full = () => refuse('book.full', 'This book has no number left; it holds a place that nobody can have come to.');
const initial: BookState = { last: 0, holders: new Set() };
const held = ({ holders }: BookState, nth: number, holder: string): BookState => ({
  last: nth,
  holders: new Set(holders).add(holder),
});

/** Numbers of invoices: the place in the stream, so that none is left out and none is given twice. */
export const invoiceBookDecider: Decider<BookState, BookCommand, BookEvent> = {
  category: 'invoicebook',
  edges: EDGE,
  initial,
  evolve: evolveBy<BookState, BookEvent>({
    'billing.InvoiceNumberTaken': (state, data) => held(state, data.place, data.invoiceId),
  }),
  decide: decideBy<BookState, BookCommand, BookEvent, Rejection>({
    TakeInvoiceNumber: ({ last, holders }, data) =>
      holders.has(data.invoiceId)
        ? accepted()
        : last >= LAST_PLACE
          ? full()
          : accepted<BookEvent>({
              type: 'billing.InvoiceNumberTaken',
              data: { ...data, place: last + 1, number: place(data.month, last + 1) },
            }),
  }),
};

/** Numbers of credit notes, in books of their own. */
export const creditBookDecider: Decider<BookState, CreditBookCommand, CreditBookEvent> = {
  category: 'creditbook',
  edges: EDGE,
  initial,
  evolve: evolveBy<BookState, CreditBookEvent>({
    'billing.CreditNoteNumberTaken': (state, data) => held(state, data.place, data.refundId),
  }),
  decide: decideBy<BookState, CreditBookCommand, CreditBookEvent, Rejection>({
    TakeCreditNoteNumber: ({ last, holders }, data) =>
      holders.has(data.refundId)
        ? accepted()
        : last >= LAST_PLACE
          ? full()
          : accepted<CreditBookEvent>({
              type: 'billing.CreditNoteNumberTaken',
              data: { ...data, place: last + 1, number: `C-${place(data.month, last + 1)}` },
            }),
  }),
};
