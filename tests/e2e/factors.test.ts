import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { hashOf } from '../../gateway/identity/passwords.ts';
import { signedInAccount } from '../../gateway/testing/account.ts';
import { startTestGateway } from '../../gateway/testing/start.ts';
import { buildWeb, webIsBuilt } from '../../platform/web-build.ts';
import { openBrowser, watchTroubles } from './browser.ts';
import { looksRight } from './looks-right.ts';

const SECONDS = 1000;
const MINUTE = 60 * SECONDS;
const email = 'mara@films.example';
const password = 'lantern orchard violin seventeen';

// A gateway over memory: nothing lower than a browser has pages and authenticators, and nothing higher is needed.
test('what proves who somebody is: an app, recovery codes, and a fresh proof', { timeout: 90 * SECONDS }, async (t) => {
  if (!webIsBuilt()) await buildWeb();
  let at = Date.now();
  const webRoot = join(import.meta.dirname, '../../web/dist');
  const gateway = await startTestGateway(t, { now: () => at, webRoot, staffSecondFactor: 'required' });
  await signedInAccount(gateway, { email, hash: await hashOf(password), roles: ['editor'] });
  const browser = await openBrowser(t);
  const base = gateway.url.replace('127.0.0.1', 'localhost');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(15 * SECONDS);
  const page = await context.newPage();
  const troubles = watchTroubles(page, base);
  let secret = '';
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

  await t.test('where who works here needs a second factor, the studio leads to it', async () => {
    await signIn(page, base);
    await page.goto(`${base}/studio`);
    await looksRight(page, 'Add a second factor first');
    await page.getByRole('link', { name: 'Go to Security' }).click();
    await page.getByRole('heading', { name: 'Security' }).and(page.locator(':focus')).waitFor();
  });

  await t.test('an app is added after a fresh proof, by its first code, with recovery codes', async () => {
    at += 9.5 * MINUTE;
    await page.reload();
    at += MINUTE;
    await page.getByRole('button', { name: 'Add an app' }).click();
    await looksRight(page, 'Is it you?');
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Go on' }).click();
    await looksRight(page, 'Add an authenticator app');
    secret = (await page.locator('.a-secret').textContent())?.replaceAll(' ', '') ?? '';
    await page.getByLabel('The six digits that the app shows').fill(code());
    await page.getByRole('button', { name: 'Add the app' }).click();
    await looksRight(page, 'Keep these recovery codes');
    assert.equal(
      await page
        .getByRole('listitem')
        .filter({ hasText: /^\w{4}(-\w{4}){3}$/ })
        .count(),
      10,
    );
  });
  const recovery = (await page.locator('.a-recovery code').first().textContent()) ?? '';
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 are left').waitFor();
  await looksRight(page, 'Your account');

  await t.test('the roles hold from then on, in the same browser', async () => {
    await page.goto(`${base}/studio`);
    await page.getByRole('link', { name: 'Titles' }).first().waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Add a second factor first' }).count(), 0);
  });

  await t.test('signing in asks for its code, or for a recovery code', async () => {
    for (const [way, text] of [
      ['Code of the app', () => code()],
      ['Recovery code', () => recovery.toLowerCase()],
    ] as const) {
      await context.clearCookies();
      at += MINUTE;
      await fillPassword(page, base);
      await looksRight(page, 'One more step');
      if (way === 'Recovery code') await page.getByRole('button', { name: 'Use a recovery code' }).click();
      await page.getByLabel(way).fill(text());
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await looksRight(page, 'Your account');
    }
    await page.getByText('9 are left').waitFor();
  });

  assert.deepEqual(troubles.errors, []);
  assert.deepEqual(troubles.foreign, []);
});

async function fillPassword(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/sign-in?next=/account`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signIn(page: Page, base: string): Promise<void> {
  await fillPassword(page, base);
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
}
