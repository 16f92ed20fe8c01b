import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { cleanUpAfter, startTestServices } from '../../tests/harness/services.ts';
import { migrate } from '../db/migrate.ts';
import { openFreshDatabase } from '../testing/database.ts';
import { subscriptionsProjection } from './subscriptions.projection.ts';
import { createSubscriptionQueries } from './subscriptions.queries.ts';

const file = { after };
const { urls } = await startTestServices(file, { postgres: true });
const planId = '00000000-0000-4000-8000-0000000000b0';
const other = '00000000-0000-4000-8000-0000000000b9';

test('who has a plan is found page by page, without those that are over or never began', async () => {
  const { db } = await openFreshDatabase(urls.postgres, 'subscriptions');
  cleanUpAfter(file, () => db.close());
  await migrate(db, [subscriptionsProjection]);
  await db.query(
    `insert into subscriptions.subscriptions (subscription_id, account_id, plan_id, terms, status, canceling, failures, next_terms, off_minor,
       started_at, created_position, position)
     select id::uuid, gen_random_uuid(), case when n = 6 then $2::uuid else $1::uuid end,
       jsonb_build_object('amountMinor', n), case n when 2 then 'canceled' when 4 then 'pending' else 'active' end, n = 3, 0,
       case when n = 5 then jsonb_build_object('planId', $2::text) end, 0, now(), n, n
     from (select n, lpad(n::text, 8, '0') || '-0000-4000-8000-000000000000' as id from generate_series(1, 7) n) numbered`,
    [planId, other],
  );
  const { subscribers } = createSubscriptionQueries(db);
  assert.equal(await subscribers.count(planId), 4);
  const first = await subscribers.page(planId, null, 2);
  const rest = await subscribers.page(planId, first.next, 2);
  const end = await subscribers.page(planId, rest.next, 2);
  assert.deepEqual(
    [first, rest, end].map(({ rows }) => rows.map(({ terms, leaves }) => [terms.amountMinor, leaves])),
    [
      [
        [1, false],
        [3, true],
      ],
      [
        [5, true],
        [7, false],
      ],
      [],
    ],
  );
  assert.equal(end.next, null);
  assert.deepEqual(await subscribers.page('nobody', null, 2), { rows: [], next: null });
});
