import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { signedInAccount } from '../testing/account.ts';
import { billingOf } from '../testing/billing.ts';
import { issuedInvoice, sayingAs } from '../testing/paid.ts';
import { pick, startTestGateway } from '../testing/start.ts';

const REFUSED = '__typename ... on Refusal { code message } ... on InvalidInput { path }';
const MONEY = `query M($id: ID!) { customerMoney(accountId: $id) { credit { minor currency } cards { brand last4 }
  subscriptions { planName status } invoices { edges { node { number status gross { minor } refundable { minor }
    refunds { number status amount { minor } tax { minor } toCard { minor } why } } } } } }`;
const REFUND = `mutation R($c: ID!, $id: ID!, $amount: Int!, $why: String! = "They asked.") {
  refundInvoice(commandId: $c, invoiceId: $id, amountMinor: $amount, why: $why) { ${REFUSED} ... on RefundUnderWay { refundId } } }`;
const CREDIT = `mutation C($c: ID!, $id: ID!, $amount: Int! = 500, $currency: String! = "EUR") {
  grantCredit(commandId: $c, accountId: $id, amountMinor: $amount, currency: $currency, why: "A bad evening.") { ${REFUSED} } }`;
const OWN = `query O($id: ID!) { invoice(id: $id) { number recipient seller { name address vatId } net { minor } tax { minor } taxes { rateBasisPoints } lines { kind label } pdfPath }
  myInvoices { edges { node { id } } } }`;

async function startBilling(t: Parameters<typeof startTestGateway>[0]) {
  const seller = { name: 'Kino AG', address: ['Hauptstr. 1', '10115 Berlin'], vatId: 'DE123456789' };
  const started = await startTestGateway(t, { seller });
  Object.assign(started.queries, billingOf(started.log));
  const mara = await signedInAccount(started, { email: 'mara@example.org' });
  return { ...started, mara, invoiceId: await issuedInvoice(started.log, mara.accountId) };
}

test('a customer sees their own invoices, whole, and nobody else does', async (t) => {
  const started = await startBilling(t);
  const { mara, invoiceId, ask } = started;
  const answer = await ask(OWN, { id: invoiceId }, { headers: mara.headers });
  assert.deepEqual(answer.data, {
    invoice: {
      ...{ number: '2026-11-000042', recipient: 'mara@example.org', net: { minor: 1000 }, tax: { minor: 190 } },
      seller: { name: 'Kino AG', address: ['Hauptstr. 1', '10115 Berlin'], vatId: 'DE123456789' },
      taxes: [{ rateBasisPoints: 1900 }],
      lines: [{ kind: 'PLAN', label: 'Whole' }],
      pdfPath: `/invoices/${invoiceId}.pdf`,
    },
    myInvoices: { edges: [{ node: { id: invoiceId } }] },
  });
  const eve = await signedInAccount(started);
  assert.deepEqual((await ask(OWN, { id: invoiceId }, { headers: eve.headers })).data, {
    invoice: null,
    myInvoices: { edges: [] },
  });
  assert.deepEqual((await ask(OWN, { id: invoiceId })).data, { invoice: null, myInvoices: null });
  const editor = await signedInAccount(started, { roles: ['editor'] });
  assert.equal(pick(await ask(OWN, { id: invoiceId }, { headers: editor.headers }), 'invoice'), null);
  const analyst = await signedInAccount(started, { roles: ['analyst'] });
  const seen = await ask(OWN, { id: invoiceId }, { headers: analyst.headers });
  assert.equal(pick(seen, 'invoice.number'), '2026-11-000042');
  assert.equal(pick(seen, 'invoice.recipient'), null, 'whose it is stands on their own page alone');
});

test('a refund is given once, never more than was paid, and stands with its credit note where the customer is helped', async (t) => {
  const started = await startBilling(t);
  const { ask, mara, invoiceId, log } = started;
  const { headers } = await signedInAccount(started, { roles: ['support'] });
  const commandId = randomUUID();
  const refund = async (amount: number, more: object = {}) =>
    pick(await ask(REFUND, { c: randomUUID(), id: invoiceId, amount, ...more }, { headers }), 'refundInvoice') as {
      readonly __typename: string;
      readonly code?: string;
      readonly path?: string;
      readonly refundId?: string;
    };
  const first = await refund(595, { c: commandId });
  assert.equal(first.__typename, 'RefundUnderWay');
  assert.deepEqual(await refund(595, { c: commandId }), first);
  assert.equal((await refund(596)).code, 'refund.too-much');
  assert.equal((await refund(0)).path, 'amountMinor');
  assert.equal((await refund(1, { why: ' ' })).path, 'why');
  assert.equal((await refund(1, { id: randomUUID() })).code, 'invoice.unknown');
  const number = 'C-2026-11-000001';
  await sayingAs(log)(invoiceId, 'RecordRefund', { invoiceId, refundId: first.refundId, refundRef: 're_1', number });
  assert.deepEqual(pick(await ask(MONEY, { id: mara.accountId }, { headers }), 'customerMoney.invoices.edges'), [
    {
      node: {
        ...{ number: '2026-11-000042', status: 'PAID', gross: { minor: 1190 }, refundable: { minor: 595 } },
        refunds: [
          {
            ...{ number, status: 'MADE', amount: { minor: 595 }, tax: { minor: 95 }, toCard: { minor: 595 } },
            why: 'They asked.',
          },
        ],
      },
    },
  ]);
});

test('credit is a gift to an account that there is, and takes the permission and a fresh proof', async (t) => {
  const started = await startBilling(t);
  const { ask, mara } = started;
  const support = await signedInAccount(started, { roles: ['support'] });
  const give = async (headers: Record<string, string>, more: object = {}) =>
    pick(await ask(CREDIT, { c: randomUUID(), id: mara.accountId, ...more }, { headers }), 'grantCredit') as {
      readonly __typename: string;
      readonly code?: string;
      readonly path?: string;
    };
  assert.equal((await give(support.headers)).__typename, 'CustomerMoneyChanged');
  assert.deepEqual(
    pick(await ask(MONEY, { id: mara.accountId }, { headers: support.headers }), 'customerMoney.credit'),
    [{ minor: 500, currency: 'EUR' }],
  );
  assert.equal((await give(support.headers, { id: randomUUID() })).code, 'account.unknown');
  assert.equal((await give(support.headers, { amount: -5 })).path, 'amountMinor');
  const analyst = await signedInAccount(started, { roles: ['analyst'] });
  assert.equal((await give(analyst.headers)).__typename, 'NotAllowed');
  const stale = await signedInAccount(started, { roles: ['support'], provedAt: '2026-01-01T00:00:00.000Z' });
  assert.equal((await give(stale.headers)).code, 'step-up.needed');
});

test('the ledger shows what was booked, and sums to zero', async (t) => {
  const { ask, invoiceId } = await startBilling(t);
  const answer = await ask(
    `query L($id: ID!) { ledgerBalances { account currency balanceMinor } ledgerOfInvoice(invoiceId: $id) { account amount { minor } event } }`,
    { id: invoiceId },
    { operator: true },
  );
  const balances = pick(answer, 'ledgerBalances') as readonly { readonly balanceMinor: string }[];
  assert.equal(balances.length, 4);
  assert.equal(
    balances.reduce((sum, { balanceMinor }) => sum + BigInt(balanceMinor), 0n),
    0n,
  );
  assert.equal((pick(answer, 'ledgerOfInvoice') as readonly unknown[]).length, 5);
});
