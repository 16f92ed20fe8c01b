import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import type { Database } from '../../ports/database.ts';
import type { EventLog } from '../../ports/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startInstallation, type Installation, type RoleProcess } from '../chaos/installation.ts';
import { checkAgainstReplay } from '../chaos/replay.ts';
import { openMailbox, type Mailbox } from '../harness/mailbox.ts';
import { cleanUpAfter } from '../harness/services.ts';
import { waitForEvent } from '../harness/wait-for-event.ts';
import { openBrowser } from './browser.ts';

const SECONDS = 1000;
const password = 'lantern orchard violin seventeen';
const mara = 'mara@films.example';
const nora = 'nora@films.example';

interface World {
  readonly it: Installation;
  readonly log: EventLog;
  readonly mailbox: Mailbox;
  readonly browser: Browser;
  /** Does something while this part of the platform is killed and comes back. */
  readonly while: (killed: RoleProcess, doing: () => Promise<unknown>) => Promise<void>;
}

async function open({ browser }: World, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 860 } });
  context.setDefaultTimeout(60 * SECONDS);
  return context.newPage();
}

async function start(t: TestContext): Promise<World & { readonly db: Database }> {
  const it = await startInstallation(t, { REPRISE_ERASURE_DAYS: '0' });
  const log = openEventLog({ url: it.urls.eventstore, log: silentLogger });
  const db = openDatabase({ url: it.urls.postgres, log: silentLogger });
  cleanUpAfter(t, () => Promise.allSettled([log.close(), db.close()]));
  const mailbox = openMailbox(t, { dataDir: it.dataDir, services: it.urls });
  const browser = await openBrowser(t);
  return {
    it,
    log,
    db,
    mailbox,
    browser,
    while: async (killed, doing) => {
      await Promise.all([doing(), it.kill(killed)]);
      it.died.throwIfAborted();
    },
  };
}

/** Sign-up, proof, a profile with a PIN, a television, signing out everywhere, and the end. */
async function viewersLife(world: World): Promise<void> {
  const { it, log, mailbox } = world;
  const base = it.gatewayUrl;
  const page = await open(world, 390);
  await world.while('projector', async () => {
    await page.goto(`${base}/sign-up`);
    await page.getByLabel('E-mail address').fill(mara);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create the account' }).click();
    await page.getByRole('heading', { name: 'Look in your mail' }).waitFor();
  });
  let link = '';
  await world.while('worker', async () => (link = await mailbox.link(log, mara, 'verify-email')));
  await world.while('processor', async () => {
    await page.goto(`${base}${link}`);
    await page.getByRole('button', { name: /Confirm/ }).click();
    await page.getByRole('heading', { name: 'Who is watching?' }).waitFor();
  });
  await it.kill('gateway');
  await world.while('projector', async () => {
    await page.goto(`${base}/profiles`);
    await page.getByRole('button', { name: 'Add a profile' }).click();
    await page.getByLabel('Name').fill('Mara');
    await page.getByRole('button', { name: 'Add the profile' }).click();
    await page.getByRole('button', { name: 'Change profiles' }).click();
    await page.getByRole('link', { name: 'Mara' }).click();
    await page.getByRole('button', { name: 'Set a PIN' }).click();
    await page.getByLabel('New PIN').fill('4711');
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Save the PIN' }).click();
    await page.getByText('Asks for a PIN').waitFor();
  });
  const television = await open(world, 1440);
  await television.goto(`${base}/tv`);
  const code = (await television.locator('strong.a-code').textContent()) ?? '';
  await world.while('gateway', async () => assert.match(code, /^[A-Z0-9]{4}-[A-Z0-9]{4}$/));
  await page.goto(`${base}/pair?code=${code}`);
  await page.getByRole('button', { name: 'Yes, let it in' }).click();
  await page.getByRole('heading', { name: 'Look at your screen' }).waitFor();
  await television.getByRole('heading', { name: 'Who is watching?' }).waitFor();

  // A second factor, and out of all devices: the screen too.
  await page.goto(`${base}/account`);
  await page.getByRole('button', { name: 'Add an app' }).click();
  const secret = ((await page.locator('.a-secret').textContent()) ?? '').replaceAll(' ', '');
  let recovery = '';
  await world.while('processor', async () => {
    await page.getByLabel('The six digits that the app shows').fill(new TOTP({ secret }).generate());
    await page.getByRole('button', { name: 'Add the app' }).click();
    recovery = (await page.getByRole('list', { name: 'Recovery codes' }).locator('code').first().textContent()) ?? '';
    await page.getByRole('button', { name: 'I have kept them' }).click();
  });
  await world.while('projector', async () => {
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('button', { name: 'This device too' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
  });
  await television.goto(`${base}/account`);
  await television.context().clearCookies({ name: /access/ });
  await television.reload();
  await television.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  await it.kill('gateway');
  await page.goto(`${base}/sign-in?next=/account`);
  await page.getByLabel('E-mail address').fill(mara);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(recovery);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();

  // A copy of everything, and the end.
  await world.while('worker', async () => {
    await page.getByRole('button', { name: 'Get a copy of my data' }).click();
    await page.getByText('Your copy is ready').waitFor();
  });
  await page.getByRole('link', { name: 'Open' }).click();
  await page.getByText('Mara', { exact: true }).first().waitFor();
  await page.goto(`${base}/account`);
  await world.while('worker', async () => {
    await page.getByRole('button', { name: 'Delete my account' }).click();
    const asking = page.getByRole('dialog');
    await asking.getByLabel('Your password', { exact: true }).fill(password);
    await asking.getByRole('button', { name: 'Delete my account' }).click();
    await waitForEvent(log, ['identity.ErasureConfirmed'], () => true);
  });
}

/** Somebody is invited, gets in by the message, works by their role, and the log says who did what. */
async function staffsLife(world: World): Promise<void> {
  const { it, log, mailbox } = world;
  const base = it.gatewayUrl;
  const operator = await open(world, 1440);
  await operator.goto(`${base}/studio#token=${it.operatorToken}`);
  await operator.getByRole('link', { name: 'People' }).click();
  await world.while('projector', async () => {
    await operator.getByRole('button', { name: 'Invite' }).click();
    const dialog = operator.getByRole('dialog');
    await dialog.getByLabel('Address').fill(nora);
    await dialog.getByLabel('Role').selectOption('ADMIN');
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await dialog.getByRole('status').waitFor();
  });
  let link = '';
  await world.while('processor', async () => (link = await mailbox.link(log, nora, 'accept-invitation')));
  await it.kill('gateway');
  const page = await open(world, 1440);
  await page.goto(`${base}${link}`);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Save and sign in' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/link/'));
  await world.while('worker', async () => {
    await page.goto(`${base}/studio/programs`);
    await page.getByRole('button', { name: 'Make a program' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What it is for').fill('Nightly report');
    await dialog.getByRole('checkbox').first().check();
    await dialog.getByRole('button', { name: 'Make', exact: true }).click();
    await page
      .getByText(/rps_\w+/)
      .first()
      .waitFor();
  });
  await page.goto(`${base}/studio/log`);
  await page.getByText('let a program work here').first().waitFor();
  await page.getByText('gave somebody the role').first().waitFor();
}

test(
  'what people do while every role is killed stands in the log once, and read models equal a fresh replay',
  { timeout: 300 * SECONDS },
  async (t) => {
    const world = await start(t);
    await viewersLife(world);
    await staffsLife(world);
    await checkAgainstReplay(world);
  },
);
