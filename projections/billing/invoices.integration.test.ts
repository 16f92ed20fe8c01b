import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { migrate } from '../db/migrate.ts';
import { openFreshDatabase } from '../testing/database.ts';
import { invoicesProjection } from './invoices.projection.ts';
import { createInvoiceQueries } from './invoices.queries.ts';
import { ledgerProjection } from './ledger.projection.ts';
import { createLedgerQueries } from './ledger.queries.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const accountId = '00000000-0000-4000-8000-000000000001';

test('an account has its invoices page by page, and the ledger its balances', async () => {
  const { db } = await openFreshDatabase(urls.postgres, 'invoices');
  cleanUpAfter(file, () => db.close());
  await migrate(db, [invoicesProjection, ledgerProjection]);
  await db.query(
    `insert into invoices.invoices (invoice_id, account_id, number, status, reason, currency, lines, taxes, net_minor, tax_minor, gross_minor,
       refunded_minor, attempts, issued_at, issued_position, revision, position)
     select gen_random_uuid(), $1, n::text, case when n = 2 then 'failed' else 'paid' end, '{}', 'EUR', '[]', '[]', 1, 0, 1, 0, 1, now(), n, 1, n
     from generate_series(1, 3) n`,
    [accountId],
  );
  const invoices = createInvoiceQueries(db);
  const first = await invoices.ofAccount(accountId, { first: 2 });
  assert.deepEqual(
    first.rows.map(({ row }) => row.number),
    ['3', '2'],
  );
  const rest = await invoices.ofAccount(accountId, { first: 2, after: first.rows[1]?.cursor });
  assert.deepEqual(
    rest.rows.map(({ row }) => [row.number, row.revision]),
    [['1', '1']],
  );
  assert.deepEqual(
    (await invoices.owed({ first: 5 })).rows.map(({ row }) => row.number),
    ['2'],
  );
  assert.deepEqual((await invoices.ofAccount('nobody', { first: 5 })).rows, []);
  const invoiceId = first.rows[0]?.row.invoiceId ?? '';
  await db.query(
    `insert into ledger.entries (position, line, account, currency, amount_minor, account_id, invoice_id, event, at)
     select n, line, case line when 0 then 'cash' else 'revenue' end, 'EUR', case line when 0 then 2147483647 else -2147483647 end, $1, $2, 'x', now()
     from generate_series(1, 3) n, generate_series(0, 1) line`,
    [accountId, invoiceId],
  );
  const ledger = createLedgerQueries(db);
  assert.deepEqual(await ledger.balances(), [
    { account: 'cash', currency: 'EUR', balanceMinor: '6442450941' },
    { account: 'revenue', currency: 'EUR', balanceMinor: '-6442450941' },
  ]);
  assert.equal((await ledger.ofInvoice(invoiceId)).length, 6);
});
