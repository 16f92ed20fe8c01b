import { nextPayment } from '../../../commands/billing/subscriber-now.ts';
import { subscriptionDecider } from '../../../domain/billing/subscription.decider.ts';
import type { Subscription, SubscriptionEvent, SubscriptionState } from '../../../domain/billing/subscription.state.ts';
import { ACCOUNT, everyWords, type Draft, type Telling } from './draft.ts';
import { cardInUse } from './payment-words.ts';
import { isPaymentMail, paymentMail } from './payment-mails.ts';
import { toldEvent, type ToldEvent } from './told-event.ts';

type Of<T extends SubscriptionEvent['type']> = Extract<SubscriptionEvent, { readonly type: T }>['data'];
type Fact = readonly [name: string, value: string];

/** What the next period costs, with tax, and how often. */
function costs({ words }: Telling, state: SubscriptionState, start: string): string {
  const next = nextPayment(state, start);
  if (next === undefined) return '';
  return `${words.money(next.grossMinor, next.terms.currency)} every ${everyWords(next.terms.interval)}`;
}

/** What comes after a trial, and by what it is paid. */
async function trialFacts(telling: Telling, state: Subscription, endsAt: string): Promise<readonly Fact[]> {
  const card = await cardInUse(telling, state.accountId);
  return [
    ['Free until', telling.words.instant(endsAt)],
    ['Then', costs(telling, state, endsAt)],
    ['Paid by', card ?? 'nothing yet: enter a card'],
  ];
}

async function trialEnding(
  telling: Telling,
  state: Subscription,
  { endsAt }: Of<'billing.TrialEndingNotified'>,
): Promise<Draft> {
  const { planName } = state.terms;
  if (state.canceling)
    return {
      title: `Your trial of ${planName} ends soon`,
      before: [`It ends on ${telling.words.instant(endsAt)}, as you wanted. Nothing is paid.`],
      ...ACCOUNT,
      after: [],
    };
  return {
    title: `Your trial of ${planName} ends soon`,
    before: ['After it your subscription begins by itself. If you do not want that, cancel it in your account before.'],
    facts: await trialFacts(telling, state, endsAt),
    ...ACCOUNT,
    after: [],
  };
}

function canceled({ words }: Telling, before: Subscription, { at, why }: Of<'billing.SubscriptionCanceled'>): Draft {
  const { planName } = before.terms;
  const says =
    why === 'involuntary'
      ? 'It was not paid for, and we could not collect it. What was open is owed no longer.'
      : before.canceling
        ? 'It ended as you wanted. Nothing more is paid.'
        : 'It was cancelled at once. Nothing more is paid.';
  return {
    title: `Your subscription to ${planName} is over`,
    before: [says],
    facts: [['Ended', words.instant(at)]],
    button: 'See the plans',
    path: '/plans',
    after: ['Films that you bought stay yours. Your invoices stay in your account.'],
  };
}

function planChanged({ words }: Telling, data: Of<'billing.PlanChanged'>): Draft {
  const { terms, before, creditMinor, chargeMinor, period } = data;
  const { currency, planName } = terms;
  return {
    title: `Your plan is ${planName} now`,
    before: [`It takes the place of ${before.planName} from this moment on. The invoice comes when it is paid.`],
    facts: [
      [`${planName} until ${words.day(period.end)}`, words.money(chargeMinor, currency)],
      [`Rest of ${before.planName}, given back`, words.money(creditMinor, currency)],
      [
        'Then',
        `${words.money(terms.amountMinor, currency)} every ${everyWords(terms.interval)}${terms.taxIncluded ? '' : ' and tax'}`,
      ],
    ],
    ...ACCOUNT,
    after: ['If this was not you, open your account and cancel the subscription there.'],
  };
}

function priceChanges(telling: Telling, after: Subscription, { from }: Of<'billing.PriceChangeAnnounced'>): Draft {
  const { words } = telling;
  const { planName } = after.terms;
  return {
    title: `The price of ${planName} changes`,
    before: [`Periods that begin on ${words.day(from)} or later cost something else. Nothing changes before.`],
    facts: [
      ['Until now', costs(telling, { ...after, announced: null, next: null }, from)],
      ['From then on', costs(telling, { ...after, next: null }, from)],
      ['From', words.instant(from)],
    ],
    ...ACCOUNT,
    after: [
      'You need not do anything to keep the plan. If you do not want it at this price, cancel it in your account before that day: it then ends with the period that is paid for.',
    ],
  };
}

/** What becomes of it by these events is said in one sentence and a few figures. */
function stateMail(telling: Telling, event: SubscriptionEvent, after: Subscription): Draft | undefined {
  const { words } = telling;
  const { planName } = after.terms;
  switch (event.type) {
    case 'billing.TrialExpired':
      return {
        title: `Your trial of ${planName} is over`,
        before: ['There was no card to go on with, so it ended. Nothing was charged.'],
        button: 'See the plans',
        path: '/plans',
        after: [],
      };
    case 'billing.SubscriptionExpired':
      return {
        title: `Your subscription to ${planName} did not begin`,
        before: ['Its first payment was not made in time. Nothing was charged, and nothing is owed.'],
        button: 'See the plans',
        path: '/plans',
        after: [],
      };
    case 'billing.CancellationScheduled':
      return {
        title: `Your subscription to ${planName} ends`,
        before: ['You cancelled it. Until its end you can watch as before; nothing more is paid.'],
        facts: [['You can watch until', words.instant(event.data.at)]],
        ...ACCOUNT,
        after: ['If you think better of it, keep it in your account before that.'],
      };
    case 'billing.CancellationReverted':
      return {
        title: `Your subscription to ${planName} goes on`,
        before: ['You took your cancellation back.'],
        facts: after.period === null ? [] : nextFacts(telling, after, after.period.end),
        ...ACCOUNT,
        after: [],
      };
    case 'billing.SubscriptionPaused':
      return {
        title: `Your subscription to ${planName} rests`,
        before: ['You cannot watch with it meanwhile, and nothing is paid. What is paid for is kept for afterwards.'],
        facts: [['It goes on by itself on', words.instant(event.data.until)]],
        ...ACCOUNT,
        after: ['You can let it go on earlier in your account.'],
      };
    case 'billing.SubscriptionResumed':
      return {
        title: `Your subscription to ${planName} goes on`,
        before: ['You can watch again. What was left of its time is left now.'],
        facts: nextFacts(telling, after, event.data.period.end),
        ...ACCOUNT,
        after: [],
      };
    case 'billing.PlanChangeScheduled':
      return {
        title: `Your plan becomes ${event.data.terms.planName}`,
        before: [`Until then it stays ${planName}. Nothing is paid now.`],
        facts: [
          ['From', words.instant(event.data.at)],
          ['Then', costs(telling, after, event.data.at)],
        ],
        ...ACCOUNT,
        after: [],
      };
    case 'billing.PlanChangeDropped':
      return {
        title: `Your plan stays ${planName}`,
        before: ['The change that was planned does not happen.'],
        facts: after.period === null ? [] : nextFacts(telling, after, after.period.end),
        ...ACCOUNT,
        after: [],
      };
    default:
      return undefined;
  }
}

/** The next payment, and when. */
const nextFacts = (telling: Telling, state: Subscription, at: string): readonly Fact[] => [
  ['Next payment', telling.words.day(at)],
  ['It costs', costs(telling, state, at)],
];

async function mailOf(
  telling: Telling,
  told: ToldEvent<SubscriptionState, SubscriptionEvent>,
): Promise<Draft | undefined> {
  const { event, before, after } = told;
  if (after.status === 'none') return undefined;
  if (isPaymentMail(event)) return paymentMail(telling, told, event);
  switch (event.type) {
    case 'billing.TrialStarted':
      return {
        title: `Your trial of ${after.terms.planName} began`,
        before: ['You can watch now. After the trial the subscription begins by itself, unless you cancel before.'],
        facts: await trialFacts(telling, after, event.data.endsAt),
        ...ACCOUNT,
        after: [],
      };
    case 'billing.TrialEndingNotified':
      return trialEnding(telling, after, event.data);
    case 'billing.SubscriptionCanceled':
      return before.status === 'none' ? undefined : canceled(telling, before, event.data);
    case 'billing.PlanChanged':
      return planChanged(telling, event.data);
    case 'billing.PriceChangeAnnounced':
      return priceChanges(telling, after, event.data);
    case 'billing.PaymentRecovered':
    case 'billing.SubscriptionReinstated':
      return {
        title: event.type === 'billing.PaymentRecovered' ? 'Your payment was made' : 'You can watch again',
        before: [
          event.type === 'billing.PaymentRecovered'
            ? `What was overdue for ${after.terms.planName} is paid. Nothing changes for you.`
            : `What was overdue for ${after.terms.planName} is paid, and your subscription is back.`,
        ],
        facts: nextFacts(telling, after, event.data.period.end),
        ...ACCOUNT,
        after: [],
      };
    default:
      return stateMail(telling, event, after);
  }
}

/** Messages of subscriptions. Undefined: another message says it. */
export async function subscriptionMail(
  telling: Telling,
  where: { readonly streamId: string; readonly eventId: string },
): Promise<Draft | undefined> {
  const told = await toldEvent<SubscriptionState, SubscriptionEvent>(telling, subscriptionDecider, where);
  return told && mailOf(telling, told);
}
