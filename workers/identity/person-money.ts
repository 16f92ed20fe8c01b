import { loadState, type Folded } from '../../commands/pipeline/load.ts';
import { invoiceDecider } from '../../domain/billing/invoice.decider.ts';
import type { InvoiceState } from '../../domain/billing/invoice.state.ts';
import { payerDecider, type PayerState } from '../../domain/billing/payer.decider.ts';
import { purchaseDecider, type Purchase } from '../../domain/billing/purchase.decider.ts';
import { subscriptionDecider } from '../../domain/billing/subscription.decider.ts';
import { shownStatus, type Subscription } from '../../domain/billing/subscription.state.ts';
import type { Message } from '../../domain/kernel/decider.ts';
import type { HistoryTools } from './person-history.ts';

/** What the payment provider keeps of somebody: nobody here has more of a card than this. */
type Method = Pick<PayerState['methods'][number], 'brand' | 'last4' | 'expires'>;

/** What somebody pays and paid here. Amounts are minor units of their currency, instants ISO 8601. */
export interface ExportedMoney {
  /** What the payment provider calls them; null: it does not know them. */
  readonly customerRef: string | null;
  readonly methods: readonly Method[];
  readonly credit: readonly { readonly currency: string; readonly amountMinor: number }[];
  readonly subscriptions: readonly object[];
  readonly purchases: readonly object[];
  readonly invoices: readonly object[];
}

/** Their streams of one category, oldest first, as their decider sees them; what a newer version wrote is passed over. */
async function statesOf<S extends { readonly status: string }, E extends Message>(
  tools: HistoryTools,
  decider: Folded<S, E> & { readonly category: string },
  streams: readonly string[],
): Promise<readonly { readonly id: string; readonly state: Exclude<S, { readonly status: 'none' }> }[]> {
  const states = [];
  for (const stream of streams) {
    if (!stream.startsWith(`${decider.category}-`)) continue;
    const id = stream.slice(decider.category.length + 1);
    const { state } = await loadState(tools, { ...decider, unreadable: (before: S) => before }, id);
    if (state.status !== 'none') states.push({ id, state: state as Exclude<S, { readonly status: 'none' }> });
  }
  return states;
}

const subscriptionView = (state: Subscription) => {
  const { terms, period, expiresAt } = state;
  const { planName: plan, amountMinor, currency, taxIncluded, interval } = terms;
  const status = shownStatus(state);
  return { status, plan, amountMinor, currency, taxIncluded, interval, period, expiresAt };
};

const purchaseView = ({ status, request, paidMinor, madeAt, until, refunds }: Purchase) => ({
  ...{ status, titleId: request.titleId, title: request.terms.titleName, model: request.terms.model },
  ...{ currency: request.terms.currency, paidMinor, madeAt, until },
  refundedMinor: [...refunds.values()].reduce((sum, amount) => sum + amount, 0),
});

type Invoice = Exclude<InvoiceState, { readonly status: 'none' }>;

function invoiceView(state: Invoice) {
  if (state.status === 'drafted') {
    const { currency, lines } = state.draft;
    return { status: state.status, number: null, currency, lines };
  }
  const { number, issuedAt, currency, country, lines, taxes, netMinor, taxMinor, grossMinor } = state.invoice;
  const refunds = [...state.refunds.values()].map(({ status, surplus, asked }) => ({
    ...{ status, surplus, at: asked.at },
    amountMinor: 'amountMinor' in asked ? asked.amountMinor : asked.chargedMinor + asked.creditMinor,
  }));
  const paid = state.paid && {
    at: state.paid.at,
    chargedMinor: state.paid.chargedMinor,
    creditMinor: state.paid.creditMinor,
  };
  const what = { number, issuedAt, currency, country, lines, taxes, netMinor, taxMinor, grossMinor };
  return { status: state.status, ...what, paid, refunds };
}

/** What goes on costing somebody, and what they pay it with. */
export interface Dues {
  readonly subscriptionIds: readonly string[];
  readonly purchaseIds: readonly string[];
  readonly methodRefs: readonly string[];
}

const OVER: ReadonlySet<string> = new Set(['canceled', 'expired']);
const UNPAID: ReadonlySet<string> = new Set(['requested', 'acting']);

/** What of somebody would go on: subscriptions that are not over, what is not paid yet, and means of payment that are kept. */
export async function duesOf(tools: HistoryTools, accountId: string, until: bigint): Promise<Dues> {
  const streams = await moneyStreams(tools, accountId, until);
  const subscriptions = await statesOf(tools, subscriptionDecider, streams);
  const purchases = await statesOf(tools, purchaseDecider, streams);
  const { methods } = await payerOf(tools, accountId);
  return {
    subscriptionIds: subscriptions.filter(({ state }) => !OVER.has(state.status)).map(({ id }) => id),
    purchaseIds: purchases.filter(({ state }) => UNPAID.has(state.status)).map(({ id }) => id),
    methodRefs: methods.map(({ methodRef }) => methodRef),
  };
}

const moneyStreams = async (tools: HistoryTools, accountId: string, until: bigint): Promise<readonly string[]> =>
  (await tools.streams.of([accountId], until)).filter(({ named }) => named).map(({ stream }) => stream);

const payerOf = async (tools: HistoryTools, accountId: string): Promise<PayerState> =>
  (await loadState(tools, { ...payerDecider, unreadable: (before) => before }, accountId)).state;

/** What somebody pays and paid: the read model says which streams are theirs, and each stream what it is. */
export async function moneyOf(tools: HistoryTools, accountId: string, until: bigint): Promise<ExportedMoney> {
  const streams = await moneyStreams(tools, accountId, until);
  const payer = await payerOf(tools, accountId);
  const subscriptions = await statesOf(tools, subscriptionDecider, streams);
  const purchases = await statesOf(tools, purchaseDecider, streams);
  const invoices = await statesOf(tools, invoiceDecider, streams);
  return {
    customerRef: payer.customerRef,
    methods: payer.methods.map(({ brand, last4, expires }) => ({ brand, last4, expires })),
    credit: [...payer.credit].map(([currency, amountMinor]) => ({ currency, amountMinor })),
    subscriptions: subscriptions.map(({ id, state }) => ({ id, ...subscriptionView(state) })),
    purchases: purchases.map(({ id, state }) => ({ id, ...purchaseView(state) })),
    invoices: invoices.map(({ id, state }) => ({ id, ...invoiceView(state) })),
  };
}
