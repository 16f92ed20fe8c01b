import { accessUntil } from '../../../domain/billing/subscription.state.ts';
import type { Subscription, SubscriptionEvent, SubscriptionState } from '../../../domain/billing/subscription.state.ts';
import { ACCOUNT, type Draft, type Telling } from './draft.ts';
import { cardTried, failureWords, issuedInvoice } from './payment-words.ts';
import type { ToldEvent } from './told-event.ts';

type PaymentEvent = Extract<
  SubscriptionEvent,
  { readonly type: 'billing.PaymentFailed' | 'billing.SubscriptionIncomplete' | 'billing.SubscriptionSuspended' }
>;
type Told = ToldEvent<SubscriptionState, SubscriptionEvent>;
type Fact = readonly [name: string, value: string];

/** Whether it tells of a payment that was not made. */
export const isPaymentMail = (event: SubscriptionEvent): event is PaymentEvent =>
  event.type === 'billing.PaymentFailed' ||
  event.type === 'billing.SubscriptionIncomplete' ||
  event.type === 'billing.SubscriptionSuspended';

const owed = async (telling: Telling, { open, terms }: Subscription): Promise<readonly Fact[]> => {
  const issued = open === null ? undefined : await issuedInvoice(telling, open.invoiceId);
  return issued === undefined
    ? []
    : [
        ['Invoice', issued.invoice.number],
        ['Amount', telling.words.money(issued.invoice.grossMinor, terms.currency)],
      ];
};

/** What comes next: it is given up, or tried again. Undefined: somebody else tells of it. */
function nextOf(
  telling: Telling,
  { followed, previous, after }: Told,
): { readonly facts: readonly Fact[]; readonly soft: boolean } | undefined {
  const { words } = telling;
  if (followed?.type === 'billing.SubscriptionIncomplete')
    return { soft: false, facts: [['Given up on', words.instant(followed.data.expiresAt)]] };
  if (followed?.type === 'billing.DunningStarted')
    return {
      soft: true,
      facts: [
        ['We try again on', words.day(followed.data.nextAt)],
        ['You can watch until', words.instant(followed.data.accessUntil)],
      ],
    };
  // It is over with it, and a message of its own says so; or whoever tried it just now sees what came of it.
  if (followed !== undefined || previous?.type !== 'billing.DunningContinued') return undefined;
  const until = accessUntil(after);
  return {
    soft: true,
    facts: [
      ['We try again on', words.day(previous.data.nextAt)],
      ...(until === undefined ? [] : ([['You can watch until', words.instant(until)]] as const)),
    ],
  };
}

async function failed(
  telling: Telling,
  told: Told,
  data: Extract<PaymentEvent, { type: 'billing.PaymentFailed' }>['data'],
  after: Subscription,
): Promise<Draft | undefined> {
  const next = nextOf(telling, told);
  if (next === undefined) return undefined;
  const { planName } = after.terms;
  const { code, soft } = data;
  const card = await cardTried(telling, data);
  const facts = [
    ...(await owed(telling, after)),
    ...(card === undefined ? [] : ([['Card', card]] as const)),
    // A card that the bank refused for ever is not asked again.
    ...(next.soft && !soft ? next.facts.filter(([name]) => name !== 'We try again on') : next.facts),
  ];
  if (code === 'action-needed') return confirm(planName, facts);
  return {
    title: `Your payment for ${planName} was not made`,
    before: [
      failureWords(code),
      soft ? 'You can pay now, or enter another card.' : 'Please enter another card, and pay with it.',
    ],
    facts,
    button: 'Pay now',
    path: ACCOUNT.path,
    after: [],
  };
}

const confirm = (planName: string, facts: readonly Fact[]): Draft => ({
  title: 'Your bank wants you to confirm a payment',
  before: [
    `The payment for ${planName} is made as soon as you confirm it at your bank. Your account shows the button for it.`,
  ],
  facts,
  ...ACCOUNT,
  after: [],
});

/** Messages of payments for a subscription that were not made. */
export async function paymentMail(telling: Telling, told: Told, event: PaymentEvent): Promise<Draft | undefined> {
  const { after } = told;
  if (after.status === 'none') return undefined;
  const { words } = telling;
  switch (event.type) {
    case 'billing.PaymentFailed':
      return failed(telling, told, event.data, after);
    case 'billing.SubscriptionIncomplete':
      return confirm(after.terms.planName, [
        ...(await owed(telling, after)),
        ['Until', words.instant(event.data.expiresAt)],
      ]);
    case 'billing.SubscriptionSuspended':
      return {
        title: `You cannot watch with ${after.terms.planName} any more`,
        before: ['The payment for your subscription is overdue for a week. It comes back at once when it is paid.'],
        facts: [
          ...(await owed(telling, after)),
          ...(event.data.retry ? ([['We try again today and on', words.day(event.data.nextAt)]] as const) : []),
        ],
        button: 'Pay now',
        path: ACCOUNT.path,
        after: [
          'If it is not paid within 21 days of the first try, the subscription ends, and nothing is owed any more.',
        ],
      };
  }
}
