import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountNow } from '../../commands/identity/account-now.ts';
import type { InvoiceRow } from '../../projections/billing/invoices.queries.ts';
import type { Caller } from '../../ports/identity.ts';
import type { GatewayServices } from '../graphql/context-module.ts';
import { isForeign } from '../http/requests.ts';
import type { GatewayPorts } from '../ports.ts';
import { invoiceFor, isOwn } from './invoice-access.ts';
import { creditNotePaper, invoicePaper } from '../../runtime/papers/invoice-paper.ts';
import type { Paper } from '../../runtime/papers/invoice-paper.ts';
import { pdfBehind } from '../../runtime/papers/pdf-behind.ts';

const missing = (reply: FastifyReply): FastifyReply =>
  reply
    .code(404)
    .header('cache-control', 'no-store')
    .send({ code: 'invoice.unknown', message: 'There is no such invoice.' });

const send = async (reply: FastifyReply, paper: Paper, name: string): Promise<FastifyReply> => {
  const pdf = await pdfBehind(paper);
  if (pdf === undefined)
    return reply
      .code(503)
      .headers({ 'cache-control': 'no-store', 'retry-after': '5' })
      .send({ code: 'invoice.not-now', message: 'Many ask for invoices just now. Try again in some seconds.' });
  return reply
    .headers({
      'cache-control': 'private, no-store',
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}.pdf"`,
    })
    .send(pdf);
};

/** Papers that one account is given in a minute: each takes the one thread some tenths of a second, in which others wait. */
const PAPERS_PER_MINUTE = 30;
const tooMany = (reply: FastifyReply, retryAfterMs: number): FastifyReply =>
  reply
    .code(429)
    .headers({ 'cache-control': 'no-store', 'retry-after': String(Math.ceil(retryAfterMs / 1000)) })
    .send({ code: 'invoice.too-many', message: 'These are very many invoices at once. Go on in a minute.' });

/** The address that stands on it: its owner's, where they look at it themselves. */
async function recipientOf(ports: GatewayPorts, caller: Caller, accountId: string): Promise<string | null> {
  if (!isOwn({ caller }, accountId)) return null;
  const account = await accountNow(ports.log, accountId);
  if (account === undefined) return null;
  return (await ports.vault.open('email', [account.email]))[0] ?? null;
}

/**
 * `GET /invoices/{id}.pdf` and `GET /invoices/{id}/credit-notes/{refundId}.pdf`: for whoever's they are, and for those who work with
 * them. To everybody else it is as if they did not exist.
 */
export function registerInvoices(
  app: FastifyInstance,
  { ports, identify, publicOrigin, rateLimit }: GatewayServices,
): void {
  const budgetOf = ({ account }: Caller) =>
    account === undefined
      ? { allowed: true, retryAfterMs: 0 }
      : rateLimit.spend(`papers:${account.accountId}`, 1, PAPERS_PER_MINUTE);
  const found = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
  ): Promise<{ readonly row: InvoiceRow; readonly caller: Caller } | undefined> => {
    if (isForeign(request.headers, publicOrigin)) return undefined;
    const caller = await identify(request, reply);
    const row = await invoiceFor({ caller, ports }, id);
    return row && { row, caller };
  };

  app.get<{ Params: { id: string } }>('/invoices/:id.pdf', async (request, reply) => {
    const seen = await found(request, reply, request.params.id);
    if (seen === undefined) return missing(reply);
    const { row, caller } = seen;
    const budget = budgetOf(caller);
    if (!budget.allowed) return tooMany(reply, budget.retryAfterMs);
    const paper = invoicePaper(row, ports.seller, await recipientOf(ports, caller, row.accountId));
    return send(reply, paper, `invoice-${row.number}`);
  });

  app.get<{ Params: { id: string; refundId: string } }>(
    '/invoices/:id/credit-notes/:refundId.pdf',
    async (request, reply) => {
      const { id, refundId } = request.params;
      const seen = await found(request, reply, id);
      if (seen === undefined) return missing(reply);
      const { row, caller } = seen;
      const all = (await ports.queries.invoices.refundsOf([id])).get(id) ?? [];
      const refund = all.find((each) => each.refundId === refundId);
      if (refund === undefined || refund.number === null) return missing(reply);
      const budget = budgetOf(caller);
      if (!budget.allowed) return tooMany(reply, budget.retryAfterMs);
      const recipient = await recipientOf(ports, caller, row.accountId);
      const made = { ...refund, number: refund.number, at: refund.endedAt ?? refund.askedAt };
      const note = creditNotePaper(row, made, ports.seller, recipient);
      return send(reply, note, `credit-note-${refund.number}`);
    },
  );
}
