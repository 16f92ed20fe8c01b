import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { startPlatformProcess } from '../harness/platform-process.ts';
import { makeTestDir } from '../harness/services.ts';
import { complaints } from './axe.ts';
import { openBrowser, watchTroubles } from './browser.ts';

const SECONDS = 1000;
const email = 'nora@films.example';
const password = 'lantern orchard violin seventeen';

test(
  'somebody is invited, reads the message in the outbox, works by their role, and the log says who did what',
  { timeout: 180 * SECONDS },
  async (t) => {
    const platform = await startPlatformProcess(t, makeTestDir(t));
    const browser = await openBrowser(t);
    const base = new URL(platform.viewer).origin;
    const open = async (width: number): Promise<Page> => {
      const context = await browser.newContext({ viewport: { width, height: 860 } });
      context.setDefaultTimeout(30 * SECONDS);
      return context.newPage();
    };
    const operator = await open(1440);
    const troubles = watchTroubles(operator, base);
    let link = '';

    await t.test('the operator invites by address, and the message waits with its link', async () => {
      await operator.goto(platform.studio);
      await operator.getByRole('link', { name: 'People' }).click();
      await operator.getByText('Nobody has a role yet').waitFor();
      assert.deepEqual(await complaints(operator), []);
      await operator.getByRole('button', { name: 'Invite' }).click();
      const dialog = operator.getByRole('dialog');
      await dialog.getByLabel('Address').fill('nobody');
      await dialog.getByRole('button', { name: 'Invite' }).click();
      await dialog.getByRole('alert').waitFor();
      await dialog.getByLabel('Address').fill(email);
      await dialog.getByLabel('Role').selectOption('EDITOR');
      await dialog.getByText('edit what is said about titles').waitFor();
      assert.deepEqual(await complaints(operator), []);
      await dialog.getByRole('button', { name: 'Invite' }).click();
      await dialog.getByRole('status').waitFor();
      await dialog.getByRole('button', { name: 'Done' }).click();
      await operator.getByRole('row', { name: new RegExp(`${email}.*Editor`) }).waitFor();
      assert.deepEqual(await complaints(operator), []);
      await operator.getByRole('link', { name: 'Outbox' }).click();
      await operator.getByText(`to ${email}`).waitFor();
      assert.deepEqual(await complaints(operator), []);
      const address = new URL((await operator.locator('.s-message a').first().getAttribute('href')) ?? '');
      link = `${base}${address.pathname}${address.hash}`;
    });

    const nora = await open(390);
    await t.test('whoever has the link sets a password, and the studio opens with what the role may', async () => {
      await nora.goto(link);
      await nora.getByLabel('New password', { exact: true }).fill(password);
      await nora.getByRole('button', { name: 'Save and sign in' }).click();
      await nora.waitForURL((url) => !url.pathname.startsWith('/link/'));
      await nora.goto(`${base}/studio/titles`);
      await nora.getByRole('heading', { name: 'Titles' }).first().waitFor();
      assert.equal(await nora.getByRole('link', { name: 'People' }).count(), 0);
      assert.equal(await nora.getByRole('link', { name: 'Projections' }).count(), 0);
      await nora.goto(`${base}/studio/people`);
      await nora.getByText(/takes the role support or admin/).waitFor();
      assert.deepEqual(await complaints(nora), []);
    });

    await t.test(
      'a role is given, counts where they sign in again, and stands in the log with who gave it',
      async () => {
        await operator.getByRole('link', { name: 'People' }).click();
        await operator.getByRole('button', { name: `Change the roles of ${email}` }).click();
        const dialog = operator.getByRole('dialog');
        assert.deepEqual(await complaints(operator), []);
        await dialog.getByRole('button', { name: 'Give the role Support' }).click();
        await dialog.getByRole('button', { name: 'Take away the role Support' }).waitFor();
        await dialog.getByRole('button', { name: 'Done' }).click();
        await operator.getByRole('row', { name: /Editor, Support/ }).waitFor();
        await operator.getByRole('link', { name: 'Log' }).click();
        await operator.getByText('gave somebody the role').first().waitFor();
        await operator.getByText('was shown who has an account').first().waitFor();
      },
    );
    assert.deepEqual([troubles.errors, troubles.foreign], [[], []]);
  },
);
