import type { CheckoutState, NewCheckout, PaymentMethod, Payments } from '../payments.ts';

/** Customers, checkouts and means of payment of a provider in memory. */
export interface MemoryTill extends Pick<
  Payments,
  'createCustomer' | 'openCheckout' | 'checkout' | 'method' | 'forgetMethod'
> {
  /** What was opened, by the provider's name. */
  readonly checkouts: ReadonlyMap<string, NewCheckout>;
  /** Somebody entered a card there. @returns the provider's name for it */
  enterCard(checkoutRef: string, fingerprint?: string): string;
  /** Nobody did, for too long. */
  expireCheckout(checkoutRef: string): void;
  /** Means of payment that were taken from their customers. */
  readonly forgotten: readonly string[];
}

/** A key is asked for once; each card is a Visa that differs by its fingerprint. */
export function memoryTill(): MemoryTill {
  const customers = new Map<string, string>();
  const refs = new Map<string, string>();
  const checkouts = new Map<string, NewCheckout>();
  const states = new Map<string, CheckoutState>();
  const cards = new Map<string, PaymentMethod>();
  const forgotten: string[] = [];
  return {
    checkouts,
    forgotten,
    async createCustomer(_customer, key) {
      const ref = customers.get(key) ?? `cus_${customers.size + 1}`;
      customers.set(key, ref);
      return ref;
    },
    async openCheckout(checkout, key) {
      const checkoutRef = refs.get(key) ?? `cs_${refs.size + 1}`;
      refs.set(key, checkoutRef);
      checkouts.set(checkoutRef, checkout);
      const { customerRef, reference } = checkout;
      if (!states.has(checkoutRef))
        states.set(checkoutRef, { status: 'open', reference, customerRef, methodRef: null, paymentRef: null });
      return { checkoutRef, url: `https://example.org/${checkoutRef}`, expiresAt: '2100-01-01T00:00:00.000Z' };
    },
    checkout: async (checkoutRef) => states.get(checkoutRef),
    enterCard(checkoutRef, fingerprint = 'fp_1') {
      const methodRef = `pm_${cards.size + 1}`;
      cards.set(methodRef, { brand: 'visa', last4: '4242', expires: { year: 2099, month: 12 }, fingerprint });
      const state = states.get(checkoutRef);
      if (state === undefined) throw new Error(`There is no checkout ${checkoutRef}.`);
      states.set(checkoutRef, { ...state, status: 'complete', methodRef });
      return methodRef;
    },
    expireCheckout(checkoutRef) {
      const state = states.get(checkoutRef);
      if (state !== undefined) states.set(checkoutRef, { ...state, status: 'expired' });
    },
    method: async (methodRef) => cards.get(methodRef),
    async forgetMethod(methodRef) {
      forgotten.push(methodRef);
    },
  };
}
