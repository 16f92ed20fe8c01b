import type { SubscriptionEvent } from './subscription.state.ts';

type Changed = Extract<SubscriptionEvent, { readonly type: 'billing.PlanChanged' }>['data'];

/** What the invoice of a change to another plan consists of: the rest of the old one back, the rest of the new one. */
export const changeLines = ({ before, terms, creditMinor, chargeMinor }: Changed) =>
  [
    {
      kind: 'proration-credit',
      label: before.planName,
      amountMinor: -creditMinor,
      taxIncluded: before.taxIncluded,
    },
    { kind: 'proration-charge', label: terms.planName, amountMinor: chargeMinor, taxIncluded: terms.taxIncluded },
  ] as const;
