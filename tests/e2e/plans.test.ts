import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import { createStripePayments } from '../../adapters/payments/stripe-payments.ts';
import { openShop } from '../payments/shop.ts';
import { KEYS, startTestSandbox } from '../payments/sandbox.ts';
import { openBrowser, watchTroubles } from './browser.ts';
import { looksRight } from './looks-right.ts';

const webRoot = join(import.meta.dirname, '../../web/dist');

test('somebody enters a card at the sandbox, subscribes, pays for a larger plan, rests, and ends it', async (t) => {
  const sandbox = await startTestSandbox();
  t.after(() => sandbox.stop());
  let here = '';
  const provider = createStripePayments({
    ...{ url: sandbox.url, key: KEYS.api, webhookSecret: KEYS.webhook, isSandbox: true },
    returnUrl: () => `${here}/account`,
  });
  const shop = await openShop(t, undefined, { webRoot, provider });
  here = shop.url;
  const small = await shop.plan('Small', 499);
  await shop.plan('Large', 1299, { taxIncluded: false });
  const { headers } = await shop.person();
  const made = await shop.ask(
    `mutation { it: defineCoupon(commandId: "${randomUUID()}", code: "WINTER25", percent: 25, periods: 2, maxUses: 9) { __typename } }`,
    {},
    { operator: true },
  );
  assert.deepEqual(made.data, { it: { __typename: 'CouponsChanged' } });
  // What runs behind the gateway, as the platform does it by itself.
  const running = new AbortController();
  const pump = (async () => {
    while (!running.signal.aborted) {
      await shop.run();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  t.after(async () => {
    running.abort();
    await pump;
  });
  const browser = await openBrowser(t);
  const context = await browser.newContext({ baseURL: shop.url });
  const page = await context.newPage();
  await page.route(`${shop.url}/**`, (route) =>
    route.continue({ headers: { ...route.request().headers(), ...headers } }),
  );
  const { errors } = watchTroubles(page, shop.url);
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  await page.goto('/plans');
  await looksRight(page, 'Choose a plan');
  await page.goto(`/plans/${small.planId}`);
  await looksRight(page, 'Subscribe to Small');
  await button('Have a code?').click();
  await page.getByLabel('Code').fill('winter 25');
  await page.keyboard.press('Enter');
  await page.getByText('takes €1.24 off').waitFor();
  await button('Enter a card').click();
  await page.getByLabel(/card number/i).fill('4242424242424242');
  await page.getByLabel(/expir|valid/i).fill('12/44');
  await page.getByLabel(/cvc|security/i).fill('123');
  await page.locator('button[type=submit]').click();
  await page.getByText('Visa ending in 4242').waitFor();
  await looksRight(page, 'Subscribe to Small');
  // The code has come along.
  await button('Subscribe and pay €3.75').click();
  await page.getByText(/next payment €3.75/).waitFor();
  await page.getByText('€1.24 off in this period and the next one').waitFor();
  await looksRight(page, 'Plan and payments');

  await page.getByRole('link', { name: 'Change the plan' }).click();
  await button(/Change to it/).click();
  await page.getByText('You pay now').waitFor();
  await looksRight(page, 'Change to Large');
  const shown = (await button(/Change and pay/).textContent()) ?? '';
  await button(/Change and pay/).click();
  await page.getByText('Your plan', { exact: true }).waitFor();
  await page.goto('/account');
  await page.getByText('Large', { exact: true }).waitFor();
  await button('Pause').click();
  await looksRight(page, 'Pause the plan');
  await button(/Pause until/).click();
  await button('Resume').click();
  await button('Cancel').click();
  await looksRight(page, 'Cancel Large');
  await button(/End it on/).click();
  await button('Keep it').waitFor();
  await looksRight(page, 'Plan and payments');

  const files = page.getByRole('link', { name: /^Invoice .*PDF$/ });
  await files.nth(1).waitFor();
  await page
    .getByRole('link', { name: /^\d{4}-\d{2}-0/ })
    .first()
    .click();
  await looksRight(page, /^Invoice /);

  const paid = shop.of('InvoicePaid').map(({ chargedMinor }) => Number(chargedMinor));
  assert.deepEqual([paid.length, paid[0]], [2, 375]);
  assert.match(
    shown,
    new RegExp(`${Math.floor((paid[1] ?? 0) / 100)}.${String((paid[1] ?? 0) % 100).padStart(2, '0')}`),
  );
  assert.deepEqual(errors, []);
});
