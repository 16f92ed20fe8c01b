import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { hashOf } from '../../gateway/identity/passwords.ts';
import { signedInAccount } from '../../gateway/testing/account.ts';
import { startTestGateway } from '../../gateway/testing/start.ts';
import { buildWeb, webIsBuilt } from '../../platform/web-build.ts';
import { complaints } from './axe.ts';
import { openBrowser, watchTroubles } from './browser.ts';

const SECONDS = 1000;
const email = 'mara@films.example';
const password = 'lantern orchard violin seventeen';

/** The parts of the account's page that ask for themselves: by what their question is called, what they say without an answer. */
const PARTS: Readonly<Record<string, string>> = {
  Security: 'How you prove who you are',
  Consents: 'What you agreed to',
  Exports: 'Your copies',
  SupportLooks: 'When support looked',
  Privacy: 'Whether your account is deleted',
};

// Nothing lower than a browser has pages, tabs and requests that do not arrive.
test(
  'what cannot be loaded says so and is asked for again, and other tabs follow',
  { timeout: 90 * SECONDS },
  async (t) => {
    if (!webIsBuilt()) await buildWeb();
    const gateway = await startTestGateway(t, { webRoot: join(import.meta.dirname, '../../web/dist') });
    await signedInAccount(gateway, { email, hash: await hashOf(password) });
    const browser = await openBrowser(t);
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    context.setDefaultTimeout(15 * SECONDS);
    const page = await context.newPage();
    const troubles = watchTroubles(page, gateway.url);
    const account = page.getByRole('heading', { name: 'Your account' });

    await page.goto(`${gateway.url}/sign-in?next=/account`);
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await account.waitFor();

    await t.test('each part alone', async () => {
      const arrive = await failing(page, Object.keys(PARTS));
      await page.reload();
      await account.waitFor();
      for (const what of Object.values(PARTS)) await partOf(page, what).waitFor();
      assert.deepEqual(await complaints(page), []);
      await arrive();
      for (const what of Object.values(PARTS)) {
        await partOf(page, what).getByRole('button', { name: 'Try again' }).click();
        await partOf(page, what).waitFor({ state: 'detached' });
      }
      await page.getByRole('button', { name: 'Delete my account' }).waitFor();
    });

    await t.test('the whole page', async () => {
      const arrive = await failing(page, ['Account']);
      await page.reload();
      await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
      assert.deepEqual(await complaints(page), []);
      await arrive();
      await page.getByRole('button', { name: 'Try again' }).click();
      await account.waitFor();
    });

    await t.test('who signs out in one tab is signed out in the other, which says so', async () => {
      const other = await context.newPage();
      await other.goto(`${gateway.url}/account`);
      await other.getByRole('heading', { name: 'Your account' }).waitFor();
      await page.getByRole('button', { name: 'Sign out here' }).click();
      await other.getByRole('heading', { name: 'You are not signed in' }).waitFor();
      assert.equal(await other.getByText(email).count(), 0);
    });
    assert.deepEqual([troubles.errors, troubles.foreign], [[], []]);
  },
);

const partOf = (page: Page, what: string) =>
  page.getByRole('alert').filter({ hasText: `${what} could not be loaded.` });

/** Lets no answer to these operations through; the result lets them through again. */
async function failing(page: Page, operations: readonly string[]): Promise<() => Promise<void>> {
  await page.route('**/graphql', (route) => {
    const { operationName } = route.request().postDataJSON() as { operationName?: string };
    return operations.includes(operationName ?? '') ? route.abort() : route.continue();
  });
  return () => page.unroute('**/graphql');
}
