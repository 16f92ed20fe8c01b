import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { billingOf } from '../testing/billing.ts';
import { issuedInvoice, sayingAs } from '../testing/paid.ts';
import { OPERATOR_TOKEN, startTestGateway } from '../testing/start.ts';
import { invoicePaper } from '../../runtime/papers/invoice-paper.ts';
import { pdfOf } from '../../runtime/papers/pdf.ts';

async function startInvoices(t: Parameters<typeof startTestGateway>[0]) {
  const started = await startTestGateway(t, {
    seller: { name: 'Κινηματογράφος Ångström', address: ['Hauptstr. 1'], vatId: 'DE123' },
  });
  Object.assign(started.queries, billingOf(started.log));
  const mara = await signedInAccount(started, { email: 'mara@example.org' });
  const invoiceId = await issuedInvoice(started.log, mara.accountId);
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${started.url}${path}`, { headers });
  return { ...started, mara, invoiceId, get };
}

test('an invoice is a PDF for its owner and for those who work with it, and nothing for everybody else', async (t) => {
  const started = await startInvoices(t);
  const { mara, invoiceId, get } = started;
  const path = `/invoices/${invoiceId}.pdf`;
  const own = await get(path, mara.headers);
  assert.equal(own.status, 200);
  assert.equal(own.headers.get('content-type'), 'application/pdf');
  assert.match(own.headers.get('content-disposition') ?? '', /invoice-2026-11-000042\.pdf/);
  assert.match(own.headers.get('cache-control') ?? '', /no-store/);
  const bytes = Buffer.from(await own.arrayBuffer());
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  assert.ok(bytes.length < 100_000, 'only the letters that are used are in it');
  const analyst = await signedInAccount(started, { roles: ['analyst'] });
  assert.equal((await get(path, analyst.headers)).status, 200);
  const operator = await get(path, { authorization: `Bearer ${OPERATOR_TOKEN}` });
  assert.deepEqual([operator.status, operator.headers.get('content-type')], [200, 'application/pdf']);
  assert.equal(operator.headers.getSetCookie().length, 0, 'no profile is made for a program');
  const [eve, editor] = [await signedInAccount(started), await signedInAccount(started, { roles: ['editor'] })];
  for (const headers of [eve.headers, editor.headers, {}]) {
    const refused = await get(path, headers);
    const none = await get(`/invoices/${randomUUID()}.pdf`, headers);
    assert.deepEqual([refused.status, await refused.json()], [404, await none.json()]);
  }
  assert.equal((await get('/invoices/..%2Fx.pdf', mara.headers)).status, 404);
});

test('a refund that was made has a credit note, of its own invoice alone', async (t) => {
  const started = await startInvoices(t);
  const { mara, invoiceId, log, get } = started;
  const refundId = randomUUID();
  const operator = { kind: 'staff', id: 'operator' };
  await sayingAs(log)(invoiceId, 'RefundInvoice', { invoiceId, refundId, amountMinor: 500, why: 'x' }, operator);
  const path = `/invoices/${invoiceId}/credit-notes/${refundId}.pdf`;
  assert.equal((await get(path, mara.headers)).status, 404, 'not before it was made');
  const number = 'C-2026-11-000001';
  await sayingAs(log)(invoiceId, 'RecordRefund', { invoiceId, refundId, refundRef: 're_1', number });
  const note = await get(path, mara.headers);
  assert.deepEqual([note.status, note.headers.get('content-type')], [200, 'application/pdf']);
  const other = await issuedInvoice(log, mara.accountId, { number: '2026-11-000043' });
  assert.equal((await get(`/invoices/${other}/credit-notes/${refundId}.pdf`, mara.headers)).status, 404);
  assert.equal((await get(path, { authorization: `Bearer ${OPERATOR_TOKEN}` })).status, 200);
  const eve = await signedInAccount(started);
  for (const headers of [eve.headers, {}]) assert.equal((await get(path, headers)).status, 404);
});

test('what stands on an invoice adds up, also when its owner was forgotten, and the same paper is the same PDF', async (t) => {
  const { mara, invoiceId, vault, queries, ask } = await startInvoices(t);
  const row = await queries.invoices.byId(invoiceId);
  assert.ok(row);
  const paper = invoicePaper(row, { name: 'Kino', address: [], vatId: null }, 'mara@example.org');
  assert.deepEqual(paper.sums, [
    ['Net', '10.00 EUR'],
    ['Tax 19 %', '1.90 EUR'],
    ['Total', '11.90 EUR'],
  ]);
  assert.deepEqual(paper.recipient, ['mara@example.org']);
  assert.ok((await pdfOf(paper)).equals(await pdfOf(paper)));
  await vault.forget(mara.accountId);
  const seen = await ask(
    `query I($id: ID!) { invoice(id: $id) { number recipient } }`,
    { id: invoiceId },
    { operator: true },
  );
  assert.deepEqual(seen.data, { invoice: { number: '2026-11-000042', recipient: null } });
});

test('one account is given so many papers in a minute, and others are given theirs', async (t) => {
  const started = await startInvoices(t);
  const { mara, invoiceId, get } = started;
  // All at once: what an account is given grows again with the seconds that pass.
  const statuses = await Promise.all(
    Array.from({ length: 45 }, async () => {
      const answer = await get(`/invoices/${invoiceId}.pdf`, mara.headers);
      await answer.arrayBuffer();
      return answer.status;
    }),
  );
  const given = statuses.filter((status) => status === 200).length;
  assert.ok(given >= 30 && given < 45, statuses.join());
  assert.equal(statuses.filter((status) => status === 429).length, 45 - given);
  const eve = await signedInAccount(started);
  const own = await issuedInvoice(started.log, eve.accountId, { number: '2026-11-000043' });
  assert.equal((await get(`/invoices/${own}.pdf`, eve.headers)).status, 200);
});
