import { accountNow } from '../../commands/identity/account-now.ts';
import { payerNow } from '../../commands/billing/payer-now.ts';
import { RefundInvoice } from '../../schemas/billing/invoice.commands.ts';
import { GrantCredit } from '../../schemas/billing/payer.commands.ts';
import { CancelAtPeriodEnd, CancelNow } from '../../schemas/billing/subscription.commands.ts';
import { INT32_MAX } from '../../schemas/kernel/text.ts';
import { uuid5 } from '../../schemas/kernel/uuid5.ts';
import type {
  CustomerMoneyResolvers,
  CustomerSubscriptionResolvers,
  LedgerAccount,
  MutationResolvers,
  QueryResolvers,
} from '../generated/resolvers.ts';
import { refuse, runCommand } from '../graphql/command.ts';
import type { CommandAnswer } from '../graphql/command.ts';
import { connectionOf, isId, pageOf } from '../graphql/connection.ts';
import type { MutationFields, QueryFields, ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { BAD_COMMAND } from '../identity/account.view.ts';
import { stepUp } from '../identity/step-up.ts';
import { showCustomerPurchase, showStatus, showSubscription } from './customer.view.ts';
import { invoiceById } from './invoice.loader.ts';
import { showInvoice } from './invoice.view.ts';
import { money } from './money.view.ts';

/** More than support looks through. */
const MOST_PURCHASES = 50;

const NO_ACCOUNT = refuse('NotFound', 'account.unknown', 'There is no such account.').refusal;
const NO_INVOICE = refuse('NotFound', 'invoice.unknown', 'There is no such invoice.').refusal;
const NO_SUBSCRIPTION = refuse('NotFound', 'subscription.unknown', 'There is no such subscription.').refusal;

const changed = (answer: CommandAnswer) =>
  answer.done ? { __typename: 'CustomerMoneyChanged' as const, token: answer.token } : answer.refusal;
const accountName = (account: string): LedgerAccount => account.toUpperCase() as LedgerAccount;

/** What customers pay, for whoever works with it. */
export const customerResolvers: ResolverModule = {
  Query: {
    customerMoney: { reads: [], resolve: (_parent, { accountId }) => ({ accountId }) },
    overdueSubscriptions: {
      reads: ['subscriptions'],
      async resolve(_parent, { suspended, ...args }, { ports }) {
        const status = suspended ? 'suspended' : 'past_due';
        return connectionOf(await ports.queries.subscriptions.page({ ...pageOf(args), status }), showSubscription);
      },
    },
    subscriptionCounts: {
      reads: ['subscriptions'],
      forEverybody: true,
      resolve: async (_parent, _args, { ports }) =>
        [...(await ports.queries.subscriptions.counts())].map(([status, count]) => ({
          status: showStatus(status),
          count,
        })),
    },
    ledgerBalances: {
      reads: ['ledger'],
      forEverybody: true,
      resolve: async (_parent, _args, { ports }) =>
        (await ports.queries.ledger.balances()).map(({ account, ...rest }) => ({
          ...rest,
          account: accountName(account),
        })),
    },
    ledgerOfInvoice: {
      reads: ['ledger'],
      resolve: async (_parent, { invoiceId }, { ports }) =>
        (await ports.queries.ledger.ofInvoice(invoiceId)).map((entry) => ({
          position: String(entry.position),
          account: accountName(entry.account),
          amount: money(entry.amountMinor, entry.currency),
          event: entry.event,
          at: entry.at,
        })),
    },
  } satisfies QueryFields<
    QueryResolvers,
    'customerMoney' | 'overdueSubscriptions' | 'subscriptionCounts' | 'ledgerBalances' | 'ledgerOfInvoice'
  >,
  Mutation: {
    async refundInvoice(_parent, { commandId, invoiceId, amountMinor, why }, context) {
      const wrong = (await stepUp(context)) ?? (isId(commandId) ? undefined : BAD_COMMAND);
      if (wrong !== undefined) return wrong;
      if (!isId(invoiceId)) return NO_INVOICE;
      const refundId = uuid5(invoiceId, `refund/${commandId}`);
      const data = { invoiceId, refundId, amountMinor, why: why.trim() };
      const answer = await runCommand(context, { commandId, definition: RefundInvoice, streamId: invoiceId, data });
      if (!answer.done) return answer.refusal;
      return { __typename: 'RefundUnderWay', refundId, token: answer.token };
    },
    async grantCredit(_parent, { commandId, accountId, amountMinor, currency, why }, context) {
      const wrong = (await stepUp(context)) ?? (isId(commandId) ? undefined : BAD_COMMAND);
      if (wrong !== undefined) return wrong;
      const account = isId(accountId) ? await accountNow(context.ports.log, accountId) : undefined;
      if (account === undefined || account.status === 'erased') return NO_ACCOUNT;
      const creditId = uuid5(accountId, `credit/${commandId}`);
      const data = { accountId, creditId, currency, amountMinor, cause: 'staff', why: why.trim() };
      return changed(await runCommand(context, { commandId, definition: GrantCredit, streamId: accountId, data }));
    },
    async cancelSubscriptionFor(_parent, { commandId, subscriptionId, now }, context) {
      const wrong = await stepUp(context);
      if (wrong !== undefined) return wrong;
      if (!isId(subscriptionId)) return NO_SUBSCRIPTION;
      const definition = now ? CancelNow : CancelAtPeriodEnd;
      const data = { subscriptionId };
      return changed(await runCommand(context, { commandId, definition, streamId: subscriptionId, data }));
    },
  } satisfies MutationFields<MutationResolvers, 'refundInvoice' | 'grantCredit' | 'cancelSubscriptionFor'>,
  types: {
    CustomerMoney: {
      subscriptions: {
        reads: ['subscriptions'],
        resolve: async ({ accountId }, _args, { ports }) =>
          (await ports.queries.subscriptions.ofAccount(accountId)).map(showSubscription),
      },
      async cards({ accountId }, _args, { ports }) {
        if (!isId(accountId)) return [];
        const { methods } = await payerNow(ports.log, accountId);
        return methods.toReversed().map(({ brand, last4, expires }) => ({
          ...{ brand, last4, expiresYear: expires.year, expiresMonth: expires.month },
        }));
      },
      async credit({ accountId }, _args, { ports }) {
        if (!isId(accountId)) return [];
        const { credit } = await payerNow(ports.log, accountId);
        return [...credit]
          .filter(([, minor]) => minor > 0)
          .map(([currency, minor]) => money(Math.min(minor, INT32_MAX), currency));
      },
      purchases: {
        reads: ['purchases'],
        async resolve({ accountId }, _args, { ports }) {
          const { rows } = await ports.queries.purchases.ofAccount(accountId, { first: MOST_PURCHASES });
          return rows.map(({ row }) => showCustomerPurchase(row, ports.now()));
        },
      },
      invoices: {
        reads: ['invoices'],
        resolve: async ({ accountId }, args, { ports }) =>
          connectionOf(await ports.queries.invoices.ofAccount(accountId, pageOf(args)), showInvoice),
      },
    } satisfies TypeFields<CustomerMoneyResolvers, 'subscriptions' | 'cards' | 'credit' | 'purchases' | 'invoices'>,
    CustomerSubscription: {
      openInvoice: {
        reads: ['invoices'],
        async resolve({ openInvoiceId }, _args, { load }) {
          const row = openInvoiceId === null ? undefined : await load(invoiceById, openInvoiceId);
          return row === undefined ? null : showInvoice(row);
        },
      },
    } satisfies TypeFields<CustomerSubscriptionResolvers, 'openInvoice'>,
  },
};
