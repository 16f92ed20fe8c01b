import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { openMailbox } from '../harness/mailbox.ts';
import { type PlatformProcess, startPlatformProcess } from '../harness/platform-process.ts';
import { makeTestDir } from '../harness/services.ts';
import { field, waitForEvent } from '../harness/wait-for-event.ts';
import { complaints } from './axe.ts';
import { openBrowser, watchTroubles } from './browser.ts';
import { looksRight } from './looks-right.ts';

const SECONDS = 1000;
const email = 'mara@films.example';
const password = 'lantern orchard violin seventeen';

test(
  'somebody signs up, proves the address by the link, watches by a profile with a PIN and signs out everywhere',
  { timeout: 180 * SECONDS },
  async (t) => {
    const platform = await startPlatformProcess(t, makeTestDir(t));
    const log = openEventLog({ url: platform.services.eventstore, log: silentLogger });
    t.after(() => log.close());
    const mailbox = openMailbox(t, platform);
    const browser = await openBrowser(t);
    const base = new URL(platform.viewer).origin;
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(30 * SECONDS);
    const page = await context.newPage();
    const troubles = watchTroubles(page, base);

    await t.test('sign up: a weak password is refused at its field, a good one sends a message', async () => {
      await page.goto(base);
      await page.getByRole('link', { name: 'Sign in' }).click();
      await looksRight(page, 'Sign in');
      await page.getByRole('link', { name: 'Create an account' }).click();
      await page.getByRole('button', { name: 'Create the account' }).click();
      assert.equal(await focused(page), 'E-mail address', 'the first field that is wrong has the focus');
      await looksRight(page, 'Create an account');
      await page.getByLabel('E-mail address').fill(email);
      await page.getByLabel('Password', { exact: true }).fill('password123');
      await page.getByText(/guess/).waitFor();
      await page.getByRole('button', { name: 'Create the account' }).click();
      await page.getByRole('alert').waitFor();
      assert.equal(await focused(page), 'Password');
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Create the account' }).click();
      await looksRight(page, 'Look in your mail');
    });

    await t.test('the link signs in by a button alone, and leaves no token in the address bar', async () => {
      const link = await mailbox.link(log, email, 'verify-email');
      await page.goto(`${base}${link}`);
      await looksRight(page, 'Confirm your address');
      assert.equal(page.url(), `${base}/link/verify-email`);
      await page.getByRole('button', { name: 'Confirm and sign in' }).click();
      await looksRight(page, 'Who is watching?');
      await page.goto(`${base}${link}`);
      await page.getByRole('button', { name: 'Confirm and sign in' }).click();
      await page.getByRole('alert').waitFor();
    });

    await t.test('a profile with a PIN is chosen by it', async () => {
      await page.goto(`${base}/profiles`);
      await page.getByRole('button', { name: 'Add a profile' }).click();
      await page.getByLabel('Name').fill('Mara');
      await page.getByTitle('Fish').click();
      assert.ok(await page.getByRole('radio', { name: 'Fish' }).isChecked());
      assert.deepEqual(await complaints(page), []);
      await page.getByRole('button', { name: 'Add the profile' }).click();
      await page.getByRole('button', { name: 'Change profiles' }).click();
      await page.getByRole('link', { name: 'Mara' }).click();
      await looksRight(page, 'Mara');
      await page.getByRole('button', { name: 'Set a PIN' }).click();
      await page.getByLabel('New PIN').fill('4711');
      await page.getByLabel('Your password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Save the PIN' }).click();
      await page.getByText('Asks for a PIN').waitFor();
      await page.getByRole('link', { name: 'All profiles' }).click();
      await page.getByRole('button', { name: 'Mara' }).click();
      for (const digit of '0000') await page.getByRole('button', { name: digit, exact: true }).click();
      assert.deepEqual(await complaints(page), []);
      await page.getByRole('button', { name: 'OK' }).click();
      await page.getByText('This is not the PIN').waitFor();
      await page.keyboard.type('4711');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Your account' }).click();
      await page.getByRole('dialog').or(page.locator('#account-menu')).getByText('Mara', { exact: true }).waitFor();
      await page.keyboard.press('Escape');
    });

    await t.test('another browser signs in, after a wrong password, with a role for the studio', async () => {
      const registered = await waitForEvent(log, ['identity.AccountRegistered'], () => true);
      await grantRole(platform, String(field(registered.data, 'accountId')));
      const elsewhere = await browser.newContext();
      const other = await elsewhere.newPage();
      await other.goto(`${base}/sign-in?next=/account`);
      await other.getByLabel('E-mail address').fill(email);
      await other.getByLabel('Password', { exact: true }).fill('not the password');
      await other.getByRole('button', { name: 'Sign in', exact: true }).click();
      await other.getByRole('alert').waitFor();
      await other.getByLabel('Password', { exact: true }).fill(password);
      await other.getByRole('button', { name: 'Sign in', exact: true }).click();
      await other.getByRole('heading', { name: 'Your account' }).waitFor();
      await other.goto(`${base}/studio`);
      await other.getByRole('heading', { level: 1, name: 'Pipeline' }).waitFor();

      await page.goto(`${base}/account`);
      await looksRight(page, 'Your account');
      await page.getByRole('button', { name: 'Delete my account' }).click();
      const asking = page.getByRole('dialog');
      await asking.getByLabel('Your password', { exact: true }).fill(password);
      await asking.getByRole('button', { name: 'Delete my account' }).click();
      await page.getByText('Your account is deleted on').waitFor();
      await page.getByRole('button', { name: 'Keep my account' }).click();
      await page.getByRole('button', { name: 'Delete my account' }).waitFor();
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await page.getByRole('button', { name: 'This device too' }).click();
      await page.getByRole('link', { name: 'Sign in' }).waitFor();

      // Without its short token the other one asks for the next, and gets none.
      await elsewhere.clearCookies({ name: /access/ });
      await other.goto(`${base}/account`);
      await looksRight(other, 'You are not signed in');
      await elsewhere.close();
    });

    assert.deepEqual(troubles.errors, []);
    assert.deepEqual(troubles.foreign, []);
    assert.equal(await platform.stop(), 0);
  },
);

/** The operator lets an account edit titles. */
async function grantRole({ viewer, operatorToken }: PlatformProcess, accountId: string): Promise<void> {
  const answer = await fetch(new URL('/graphql', viewer), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorToken}` },
    body: JSON.stringify({
      query: 'mutation G($c: ID!, $a: ID!) { grantRole(commandId: $c, accountId: $a, role: EDITOR) { __typename } }',
      variables: { c: randomUUID(), a: accountId },
    }),
  });
  assert.match(await answer.text(), /"RoleChanged"/);
}

/** The label of what has the focus. */
const focused = (page: Page): Promise<string | undefined> =>
  page
    .waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true')
    .then(() => page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent));
