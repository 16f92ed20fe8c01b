import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashOf } from '../../gateway/identity/passwords.ts';
import { signedInAccount } from '../../gateway/testing/account.ts';
import { freePort } from '../../gateway/testing/openid-provider.ts';
import { startTestGateway } from '../../gateway/testing/start.ts';
import { buildWeb, webIsBuilt } from '../../platform/web-build.ts';
import { openBrowser, watchTroubles } from './browser.ts';
import { looksRight } from './looks-right.ts';

const SECONDS = 1000;
const email = 'mara@films.example';
const password = 'lantern orchard violin seventeen';

// Nothing lower than a browser asks an authenticator.
test('a passkey is added, signs in, confirms, and is removed', { timeout: 90 * SECONDS }, async (t) => {
  if (!webIsBuilt()) await buildWeb();
  let at = Date.now();
  // The public URL names the port, before anything listens there. It is what `npm start` says: a number, which passkeys cannot be for.
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const gateway = await startTestGateway(t, {
    now: () => at,
    port,
    publicUrl: `http://127.0.0.1:${port}`,
    webRoot: join(import.meta.dirname, '../../web/dist'),
  });
  await signedInAccount(gateway, { email, hash: await hashOf(password) });
  const browser = await openBrowser(t);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(15 * SECONDS);
  const page = await context.newPage();
  const troubles = watchTroubles(page, base);
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  const byNumber = await context.newPage();
  await byNumber.goto(`http://127.0.0.1:${port}/sign-in`);
  await byNumber.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await byNumber.getByText(`open ${base}/sign-in and sign in there`).waitFor();
  await byNumber.close();

  await page.goto(`${base}/sign-in?next=/account`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
  await looksRight(page, 'Sign in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('The passkey is added.').waitFor();
  await page.getByRole('button', { name: 'Rename Passkey 1' }).click();
  await page.getByLabel('Name of the passkey').fill('My phone');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('My phone').waitFor();
  await looksRight(page, 'Your account');

  await context.clearCookies();
  await page.goto(`${base}/sign-in?next=/account`);
  // The list under the field may have signed in already: the authenticator says yes to everything.
  const button = page.getByRole('button', { name: 'Sign in with a passkey' });
  const arrived = page.getByText('My phone');
  await button.or(arrived).first().waitFor();
  if (await button.isVisible()) await button.click().catch(() => undefined);
  await arrived.waitFor();

  at += 9.5 * 60 * SECONDS;
  await page.reload();
  at += 60 * SECONDS;
  await page.getByRole('button', { name: 'Remove My phone' }).click();
  await page.getByRole('button', { name: 'Remove the passkey' }).click();
  await looksRight(page, 'Is it you?');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByText('The passkey is removed.').waitFor();
  // The page says so before it has asked for the list again.
  await page.getByText('My phone').waitFor({ state: 'detached' });
  assert.deepEqual(troubles.errors, []);
  assert.deepEqual(troubles.foreign, []);
});
