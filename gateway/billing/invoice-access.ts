import { may } from '../../domain/kernel/permission-decision.ts';
import type { InvoiceRow } from '../../projections/billing/invoices.queries.ts';
import { isId } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';

/** Whether an account is the one that is signed in. */
export const isOwn = ({ caller }: Pick<RequestContext, 'caller'>, accountId: string): boolean =>
  caller.account?.accountId === accountId;

/** An invoice that the caller may see: their own, or any where they work with them. Of others nobody learns whether there is one. */
export async function invoiceFor(
  context: Pick<RequestContext, 'caller' | 'ports'>,
  id: string,
): Promise<InvoiceRow | undefined> {
  const row = isId(id) ? await context.ports.queries.invoices.byId(id) : undefined;
  if (row === undefined) return undefined;
  return isOwn(context, row.accountId) || may(context.caller.actor, 'billing.read') ? row : undefined;
}
