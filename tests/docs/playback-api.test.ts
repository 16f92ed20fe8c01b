import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createMemoryPayments } from '../../ports/testing/memory-payments.ts';
import type { PlanRow } from '../../projections/billing/plans.rows.ts';
import { signedInAccount } from '../../gateway/testing/account.ts';
import { grantRow, packageRow, profileRow, storedWindow, titleRow } from '../../gateway/testing/fakes.ts';
import { startTestGateway } from '../../gateway/testing/start.ts';
import { asWritten, examplesOf, filledIn, remember } from './examples.ts';

const PAGE = new URL('../../docs/playback-api.md', import.meta.url);
const FREE = '00000000-0000-4000-8000-000000000003';
const FOR_A_PLAN = '00000000-0000-4000-8000-000000000004';

test('every example for makers of apps is answered as the page says', async (t) => {
  const titles = [
    titleRow({ titleId: FREE, packageId: randomUUID() }),
    titleRow({
      titleId: FOR_A_PLAN,
      packageId: randomUUID(),
      windows: [storedWindow({ model: 'SVOD' })],
      rightsRevision: '0',
    }),
  ];
  const started = await startTestGateway(t, {
    payments: createMemoryPayments(),
    rows: { titles, packages: titles.map(packageRow) },
  });
  const plan: PlanRow = {
    ...{ planId: randomUUID(), name: 'Whole', description: null, interval: { unit: 'month', count: 1 }, trialDays: 14 },
    features: { streams: 2, maxHeight: null, ads: false, downloads: false, tags: [] },
    ...{ retired: false, position: 1n },
  };
  const price = { priceId: randomUUID(), territory: null, currency: 'EUR', amountMinor: 999, taxIncluded: true };
  const now = { ...price, from: '2026-01-01T00:00:00.000Z', noticeDays: 30 };
  started.queries.plans.all = async () => [plan];
  started.queries.plans.offers = async (ids) =>
    new Map(ids.map((id) => [id, { now, toCome: [], lowestOfThirtyDays: 999 }]));
  const profileId = randomUUID();
  const { headers, accountId } = await signedInAccount(started, { profileId });
  started.rows.profiles.push(profileRow({ profileId, accountId }));
  // What is somebody else's counts for nobody.
  started.rows.grants.push(grantRow());
  const said = new Map<string, unknown>();
  const examples = examplesOf(PAGE);
  assert.ok(examples.length >= 3);
  for (const { under, operation, variables, answer } of examples) {
    const given = filledIn(variables, said) as object;
    const { data, errors } = await started.ask(operation, given, { headers });
    assert.deepEqual(errors, [], under);
    remember(data, said);
    assert.deepEqual(asWritten(data, answer), answer, under);
  }
});
