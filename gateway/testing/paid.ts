import { randomUUID } from 'node:crypto';
import { executeOn } from '../../commands/testing/execute.ts';
import type { MemoryLog } from '../../ports/testing/memory-event-log.ts';
import type { InvoiceQueries, InvoiceRow } from '../../projections/billing/invoices.queries.ts';
import { invoices, invoicesProjection, refunds } from '../../projections/billing/invoices.projection.ts';
import { entries, ledgerProjection } from '../../projections/billing/ledger.projection.ts';
import type { LedgerQueries } from '../../projections/billing/ledger.queries.ts';
import { subscriptions, subscriptionsProjection } from '../../projections/billing/subscriptions.projection.ts';
import type { SubscriptionQueries } from '../../projections/billing/subscriptions.rows.ts';
import type { Page } from '../../projections/db/page.ts';
import { rowsIn } from '../../projections/testing/plain-fold.ts';
import type { InvoiceLine } from '../../schemas/billing/invoice.events.ts';

const pageOf = <R>(rows: readonly R[], first: number, after?: string): Page<R> => {
  const from = after === undefined ? 0 : Number(after) + 1;
  return {
    rows: rows.slice(from, from + first).map((row, index) => ({ cursor: String(from + index), row })),
    hasNextPage: rows.length > from + first,
  };
};

/** Invoices, always as new as the log in memory. */
export function invoicesOf(log: MemoryLog): InvoiceQueries {
  const all = (): readonly InvoiceRow[] =>
    rowsIn(invoicesProjection, invoices, log.events)
      .toSorted((a, b) => Number(b.issuedPosition - a.issuedPosition))
      .map(({ issuedPosition: _issued, position: _position, revision, ...row }) => ({
        ...row,
        revision: String(revision),
      }));
  return {
    byId: async (id) => all().find(({ invoiceId }) => invoiceId === id),
    byIds: async (ids) =>
      new Map(
        all()
          .filter(({ invoiceId }) => ids.includes(invoiceId))
          .map((row) => [row.invoiceId, row]),
      ),
    ofAccount: async (accountId, { first, after }) =>
      pageOf(
        all().filter((row) => row.accountId === accountId),
        first,
        after,
      ),
    owed: async ({ first }) =>
      pageOf(
        all().filter(({ status }) => status === 'failed' || status === 'action-needed'),
        first,
      ),
    refundsOf: async (ids) =>
      Map.groupBy(
        rowsIn(invoicesProjection, refunds, log.events).filter(({ invoiceId }) => ids.includes(invoiceId)),
        ({ invoiceId }) => invoiceId,
      ),
  };
}

/** Subscriptions, always as new as the log in memory. */
export function subscriptionsOf(log: MemoryLog): SubscriptionQueries {
  const running = (planId: string) =>
    all()
      .filter((row) => row.planId === planId && !['pending', 'incomplete', 'canceled', 'expired'].includes(row.status))
      .toReversed();
  const all = () =>
    rowsIn(subscriptionsProjection, subscriptions, log.events).toSorted((a, b) =>
      Number(b.createdPosition - a.createdPosition),
    );
  return {
    byId: async (id) => all().find(({ subscriptionId }) => subscriptionId === id),
    ofAccount: async (accountId) => all().filter((row) => row.accountId === accountId),
    subscribers: {
      count: async (planId) => running(planId).length,
      page: async (planId, after, most) => {
        const from = after === null ? 0 : Number(after);
        const rows = running(planId).slice(from, from + most);
        return {
          rows: rows.map(({ subscriptionId, terms, canceling }) => ({ subscriptionId, terms, leaves: canceling })),
          next: running(planId).length > from + most ? String(from + most) : null,
        };
      },
    },
    counts: async () => new Map([...Map.groupBy(all(), ({ status }) => status)].map(([s, rows]) => [s, rows.length])),
    page: async ({ first, status }) =>
      pageOf(
        all().filter((row) => status === undefined || row.status === status),
        first,
      ),
  };
}

/** The ledger, always as new as the log in memory. */
export function ledgerOf(log: MemoryLog): LedgerQueries {
  const all = () => rowsIn(ledgerProjection, entries, log.events);
  return {
    balances: async () =>
      [...Map.groupBy(all(), ({ currency, account }) => `${currency} ${account}`).values()].flatMap(([one, ...rest]) =>
        one === undefined
          ? []
          : [
              {
                ...{ account: one.account, currency: one.currency },
                balanceMinor: String([one, ...rest].reduce((sum, { amountMinor }) => sum + amountMinor, 0)),
              },
            ],
      ),
    ofInvoice: async (invoiceId) => all().filter((entry) => entry.invoiceId === invoiceId),
  };
}

const AT = '2026-11-02T10:00:00.000Z';
const LINE: InvoiceLine = { kind: 'plan', label: 'Whole', amountMinor: 1190, taxIncluded: true };

/** Says a command as a process does. */
export function sayingAs(log: MemoryLog, at: () => string = () => AT) {
  const execute = executeOn(log);
  return async (streamId: string, type: string, data: object, actor: object = { kind: 'process', id: 'test' }) => {
    const command = { type, data: data as Record<string, unknown>, at: at() };
    const ids = { streamId, commandId: randomUUID(), correlationId: randomUUID() };
    const outcome = await execute({ ...ids, command, actor: actor as never });
    if (outcome.kind !== 'committed')
      throw new Error(
        `${type}: ${JSON.stringify(outcome, (_, value) => (typeof value === 'bigint' ? String(value) : (value as unknown)))}`,
      );
  };
}

/** An invoice for a month of a plan in Germany: paid by card unless it says otherwise. */
export async function issuedInvoice(
  log: MemoryLog,
  accountId: string,
  given: { readonly paid?: boolean; readonly number?: string; readonly lines?: readonly InvoiceLine[] } = {},
): Promise<string> {
  const say = sayingAs(log);
  const invoiceId = randomUUID();
  const reason = {
    ...{ kind: 'subscription', subscriptionId: randomUUID(), cause: 'start' },
    ...{ periodStart: AT, periodEnd: '2026-12-02T10:00:00.000Z' },
  };
  const lines = given.lines ?? [LINE];
  await say(invoiceId, 'IssueInvoice', { invoiceId, accountId, reason, currency: 'EUR', country: 'DE', lines });
  await say(invoiceId, 'NumberInvoice', { invoiceId, number: given.number ?? '2026-11-000042' });
  if (given.paid === false) return invoiceId;
  const chargedMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const outcome = { kind: 'paid', paymentRef: 'pi_test', chargedMinor };
  await say(invoiceId, 'RecordPayment', { invoiceId, attempt: 1, surplusId: randomUUID(), outcome });
  return invoiceId;
}
