import { Outage } from './outage.ts';

/**
 * Takes money by a payment provider, and keeps what it takes money from: no card number ever comes here. What is named `…Ref` is the
 * provider's name for something. `key` is derived from ids of ours: a second call with the same one is answered as the first was, and
 * nothing happens twice.
 * Every method may throw `PaymentsUnavailable` (an `Outage`: ask again later), and `PaymentsRefused` for what can never work.
 */
export interface Payments {
  /** Whether this is the sandbox: no money moves. Whoever sells says so. */
  readonly isSandbox: boolean;
  /** Makes the provider's record of an account; it learns nothing of the person but the account's id. */
  createCustomer(customer: { readonly accountId: string }, key: string): Promise<string>;
  /** Opens a page of the provider's where somebody enters a means of payment, and in the mode `payment` also pays. */
  openCheckout(checkout: NewCheckout, key: string): Promise<OpenCheckout>;
  /** How a checkout stands; undefined: the provider knows none of this name. */
  checkout(checkoutRef: string): Promise<CheckoutState | undefined>;
  /** Takes money while nobody is there. Asked again after months with the same key, it still takes it once. */
  charge(charge: NewCharge, key: string): Promise<ChargeOutcome>;
  /** How a payment stands; undefined: the provider knows none of this name. */
  payment(paymentRef: string): Promise<PaymentState | undefined>;
  /** Gives back all of a payment or a part. */
  refund(refund: { readonly paymentRef: string; readonly amountMinor: number }, key: string): Promise<RefundOutcome>;
  /** How a refund stands; undefined: the provider knows none of this name. */
  refundState(refundRef: string): Promise<RefundOutcome | undefined>;
  /** What may be shown of a means of payment; undefined: the provider knows none of this name. */
  method(methodRef: string): Promise<PaymentMethod | undefined>;
  /** Takes a means of payment from its customer, for ever. One that is gone already is no error. */
  forgetMethod(methodRef: string): Promise<void>;
  /**
   * Reads what came to the webhook's address. Believe its refs only as far as: something may have changed there, ask.
   * @param body the bytes as they came
   * @param signature the header `Stripe-Signature`
   */
  readWebhook(body: Uint8Array, signature: string, nowMs: number): WebhookReading;
}

/** A page of the provider's that is to be opened. */
export interface NewCheckout {
  readonly customerRef: string;
  /** `method`: a means of payment is kept, nothing is paid. `payment`: the amount is paid, and the means kept too. */
  readonly mode: 'method' | 'payment';
  /** Minor units of ISO 4217, at least 1; for `payment` alone. */
  readonly amountMinor?: number;
  /** ISO 4217, three upper-case letters. Needed for `payment`. */
  readonly currency?: string;
  /** Our checkout's id. */
  readonly reference: string;
  /** What is bought, as the page shows it. */
  readonly label: string;
  /** Where the page leads when it is done: an address, or a path of ours. */
  readonly returnUrl: string;
  /** And when whoever visits it turns back. */
  readonly cancelUrl: string;
}

export interface OpenCheckout {
  readonly checkoutRef: string;
  /** Where the browser is sent. */
  readonly url: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export interface CheckoutState {
  readonly status: 'open' | 'complete' | 'expired';
  /** What it was opened with; null: it was not opened by us. */
  readonly reference: string | null;
  readonly customerRef: string | null;
  readonly methodRef: string | null;
  /** In the mode `payment`, once somebody tried to pay. */
  readonly paymentRef: string | null;
}

export interface NewCharge {
  readonly customerRef: string;
  readonly methodRef: string;
  /** Minor units of ISO 4217, at least 1. */
  readonly amountMinor: number;
  /** ISO 4217, three upper-case letters. */
  readonly currency: string;
  /** Our invoice's id. */
  readonly reference: string;
}

/** What came of a charge. */
export type ChargeOutcome =
  /** `at`: ISO 8601. */
  | { readonly kind: 'succeeded'; readonly paymentRef: string; readonly at: string }
  /**
   * `code`: up to 60 of `a-z`, `0-9` and `_`, e.g. `insufficient_funds`. `soft`: the same means may work another day; else another one is
   * needed.
   */
  | { readonly kind: 'failed'; readonly paymentRef: string | null; readonly code: string; readonly soft: boolean }
  /** Whose money it is must confirm it at `url`. */
  | { readonly kind: 'action-needed'; readonly paymentRef: string; readonly url: string }
  /** Not known yet: a webhook says when to ask. */
  | { readonly kind: 'pending'; readonly paymentRef: string };

/** A payment, with what it was made for. */
export interface PaymentState {
  readonly outcome: ChargeOutcome;
  /** What it was made with (invoice or checkout); null: it was not made by us. */
  readonly reference: string | null;
  readonly customerRef: string | null;
  readonly methodRef: string | null;
  /** Minor units of ISO 4217. */
  readonly amountMinor: number;
  /** ISO 4217, three upper-case letters. */
  readonly currency: string;
}

/** What came of a refund. `code`: as of a charge. */
export type RefundOutcome =
  | { readonly kind: 'refunded'; readonly refundRef: string }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'pending'; readonly refundRef: string };

/** What may be shown of a means of payment. */
export interface PaymentMethod {
  /** E.g. `visa`. */
  readonly brand: string;
  readonly last4: string;
  /** The last month in which it can be used; month 1 to 12. */
  readonly expires: { readonly year: number; readonly month: number };
  /** The same for the same card, whoever brings it. */
  readonly fingerprint: string;
}

/** What a message of the provider's may be about, and so what to ask for. */
export type PaymentEventKind = 'checkout' | 'payment' | 'refund' | 'method';

/** The provider's names of what a message is about. */
export interface PaymentRefs {
  readonly customerRef: string | null;
  readonly checkoutRef: string | null;
  readonly paymentRef: string | null;
  readonly refundRef: string | null;
  readonly methodRef: string | null;
}

export type WebhookReading =
  | {
      readonly kind: 'event';
      /** The provider's id: the same one is the same event, however often it comes. */
      readonly id: string;
      /** Null: of a type that concerns nobody here. */
      readonly about: PaymentEventKind | null;
      /** The provider's name for what happened, e.g. `payment_intent.succeeded`. */
      readonly type: string;
      /** ISO 8601, by the provider's clock. */
      readonly createdAt: string;
      readonly refs: PaymentRefs;
    }
  | { readonly kind: 'refused'; readonly why: WebhookRefusal };

/** Signed by somebody else or changed on its way; signed too long ago or in the future; signed but not readable. */
export type WebhookRefusal = 'signature' | 'time' | 'unreadable';

/** The provider does not answer, takes nothing at the moment, or does not know us: the same may be asked later. */
export class PaymentsUnavailable extends Outage {
  override name = 'PaymentsUnavailable';
}

/** The provider will never do this, e.g. because an object is unknown or an amount is too large. */
export class PaymentsRefused extends Error {
  override name = 'PaymentsRefused';
  /** The provider's word for it. */
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
