import type { InvoiceLine } from '../../schemas/billing/invoice.events.ts';
import type { TakenOff, Terms } from '../../schemas/billing/subscription.events.ts';
import type { SubscriptionEvent } from './subscription.state.ts';

type Changed = Extract<SubscriptionEvent, { readonly type: 'billing.PlanChanged' }>['data'];
/** A coupon on an invoice, as people read it. */
const labelOf = (code: string): string => `Code ${code}`;

const discountLine = (code: string | null, amountMinor: number, taxIncluded: boolean): readonly InvoiceLine[] =>
  code === null || amountMinor === 0 ? [] : [{ kind: 'discount', label: labelOf(code), amountMinor, taxIncluded }];

/** What the invoice of a period consists of: its full price, and what a coupon takes off. */
export const periodLines = (
  { planName, amountMinor, taxIncluded }: Pick<Terms, 'planName' | 'amountMinor' | 'taxIncluded'>,
  discount: Pick<TakenOff, 'code' | 'amountMinor'> | null,
): readonly InvoiceLine[] => [
  { kind: 'plan', label: planName, amountMinor, taxIncluded },
  ...(discount === null ? [] : discountLine(discount.code, -discount.amountMinor, taxIncluded)),
];

/**
 * What the invoice of a change to another plan consists of: the rest of the old one back, without what was never paid of it, and the
 * rest of the new one, without what a coupon takes off.
 */
export const changeLines = (changed: Changed): readonly InvoiceLine[] => {
  const { before, terms, creditMinor, chargeMinor, couponCode, creditDiscountMinor, chargeDiscountMinor } = changed;
  return [
    {
      kind: 'proration-credit',
      label: before.planName,
      amountMinor: -creditMinor,
      taxIncluded: before.taxIncluded,
    },
    ...discountLine(couponCode, creditDiscountMinor, before.taxIncluded),
    { kind: 'proration-charge', label: terms.planName, amountMinor: chargeMinor, taxIncluded: terms.taxIncluded },
    ...discountLine(couponCode, -chargeDiscountMinor, terms.taxIncluded),
  ];
};
