import type { InvoiceResolvers, QueryResolvers } from '../generated/resolvers.ts';
import { connectionOf, pageOf } from '../graphql/connection.ts';
import type { QueryFields, ResolverModule, TypeFields } from '../graphql/resolver.ts';
import { accountNow } from '../../commands/identity/account-now.ts';
import { invoiceFor, isOwn } from './invoice-access.ts';
import { showInvoice, showRefund } from './invoice.view.ts';
import { money } from './money.view.ts';
import { refundsOfInvoice } from './refund.loader.ts';

/** Invoices, for whoever pays them and whoever works with them. */
export const invoiceResolvers: ResolverModule = {
  Query: {
    invoice: {
      reads: ['invoices'],
      async resolve(_parent, { id }, context) {
        const row = await invoiceFor(context, id);
        return row === undefined ? null : showInvoice(row);
      },
    },
    myInvoices: {
      reads: ['invoices'],
      async resolve(_parent, args, { caller, ports }) {
        const page = pageOf(args);
        if (caller.account === undefined) return null;
        return connectionOf(await ports.queries.invoices.ofAccount(caller.account.accountId, page), showInvoice);
      },
    },
  } satisfies QueryFields<QueryResolvers, 'invoice' | 'myInvoices'>,
  types: {
    Invoice: {
      async recipient({ accountId }, _args, context) {
        if (!isOwn(context, accountId)) return null;
        const account = await accountNow(context.ports.log, accountId);
        if (account === undefined) return null;
        return (await context.ports.vault.open('email', [account.email]))[0] ?? null;
      },
      seller: (_parent, _args, { ports: { seller } }) => ({ ...seller, address: [...seller.address] }),
      refunds: {
        reads: ['invoices'],
        resolve: async ({ id }, _args, { load }) => ((await load(refundsOfInvoice, id)) ?? []).map(showRefund),
      },
      refundable: {
        reads: ['invoices'],
        async resolve({ id, status, gross: { minor, currency } }, _args, { load }) {
          if (status !== 'PAID') return money(0, currency);
          const gone = ((await load(refundsOfInvoice, id)) ?? []).filter(({ status: how }) => how !== 'failed');
          return money(
            gone.reduce((left, { netMinor, taxMinor }) => Math.max(0, left - netMinor - taxMinor), Math.max(0, minor)),
            currency,
          );
        },
      },
    } satisfies TypeFields<InvoiceResolvers, 'recipient' | 'seller' | 'refunds' | 'refundable'>,
  },
};
