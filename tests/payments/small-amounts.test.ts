import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pick } from '../../gateway/testing/start.ts';
import { openShop } from './shop.ts';

interface Previewed {
  readonly due: { readonly minor: number };
  readonly asOf: string;
  readonly revision: string;
}

test('a change for which some cents would be due costs nothing, as it is shown before', async (t) => {
  const shop = await openShop(t);
  const [small, larger] = [await shop.plan('Small', 500), await shop.plan('Larger', 540)];
  const { act, mine, ask } = await shop.person('a');
  await act('subscribe', `planId: "${small.planId}", priceId: "${small.priceId}", trial: false`);
  await shop.run();
  shop.clock.nowMs += 1000;
  const shown = pick(
    await ask(
      `{ it: previewPlanChange(planId: "${larger.planId}") { ... on PlanChangePreview { due { minor } asOf revision } } }`,
    ),
    'it',
  ) as Previewed;
  assert.equal(shown.due.minor, 0);
  const args = `planId: "${larger.planId}", priceId: "${larger.priceId}", asOf: "${shown.asOf}", revision: "${shown.revision}"`;
  assert.equal(await act('changePlan', args), 'SubscriptionChanged');
  await shop.run();
  assert.deepEqual(await mine('planName status'), { planName: 'Larger', status: 'ACTIVE' });
  assert.deepEqual(
    [...shop.payments.taken.values()].map(({ amountMinor }) => amountMinor),
    [500],
  );
});
