import type { HistoryDeps } from '../../../commands/pipeline/load.ts';
import type { Seller } from '../../../ports/seller.ts';
import type { Paper } from '../../../runtime/papers/invoice-paper.ts';
import { digitsOf } from '../../../schemas/billing/digits.ts';
import type { MailText } from '../../identity/mail-texts.ts';
import { instantInWords, localeFor } from '../../identity/mail-words.ts';

/** A message about money before it is dressed. */
export interface Draft extends MailText {
  /** Of the page that the button leads to. */
  readonly path?: string;
  /** What is attached as PDF, and how that is called. */
  readonly paper?: { readonly name: string; readonly called: string; readonly paper: Paper };
}

/** Figures in the way of the reader's language. */
export interface Words {
  /** An amount in the smallest unit of its currency, as `€7.99`. */
  readonly money: (minor: number, currency: string) => string;
  /** A day in UTC, as `December 3, 2026`. */
  readonly day: (instant: string) => string;
  /** A day and the time, in UTC. */
  readonly instant: (instant: string) => string;
}

/** What messages are composed of. */
export interface Telling extends HistoryDeps {
  readonly accountId: string;
  /** Whose address stands on invoices. */
  readonly recipient: string;
  readonly seller: Seller;
  readonly words: Words;
}

export function wordsFor(locale: string): Words {
  const known = localeFor(locale);
  const dayFormat = new Intl.DateTimeFormat(known, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    money(minor, currency) {
      const digits = digitsOf(currency);
      const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return new Intl.NumberFormat(known, { style: 'currency', currency, ...decimals }).format(minor / 10 ** digits);
    },
    day: (instant) => dayFormat.format(new Date(instant)),
    instant: (instant) => instantInWords(instant, locale),
  };
}

/** `month`, `3 months`, `year`. */
export const everyWords = ({ unit, count }: { readonly unit: 'month' | 'year'; readonly count: number }): string =>
  count === 1 ? unit : `${count} ${unit}s`;

/** Where plan, cards and what is owed are changed. */
export const ACCOUNT = { button: 'Open your account', path: '/account#plan' } as const;
