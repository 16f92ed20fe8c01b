import type { Locator, Page } from 'playwright-core';
import { waitForEvent } from '../harness/wait-for-event.ts';
import { sellFilm, sellPlan } from '../payments/selling.ts';
import { isThere, reach, type World } from './paying-world.ts';

const email = 'mara@films.example';
const password = 'lantern orchard violin seventeen';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** A customer's years in minutes. Each step is gone again until it led somewhere: whatever is killed meanwhile. */
export async function walk(world: World): Promise<void> {
  const page = await world.open();
  const { operator } = world;
  const { dataDir } = world.it;
  const [{ planId }, , { titleId: film }, { titleId: rental }] = await Promise.all([
    sellPlan(operator, { name: 'Solo', streams: 1, amountMinor: 499 }),
    sellPlan(operator, { name: 'Household', streams: 4, amountMinor: 999 }),
    sellFilm(operator, { dataDir, name: 'Lantern', model: 'SVOD' }),
    sellFilm(operator, { dataDir, name: 'Orchard', model: 'RENT' }),
    signUp(world, page),
  ]);
  await tryPlan(world, page, planId);
  await play(world, page, film);
  const other = await secondDevice(world, page, film);
  await leave(world, other);
  await world.pass(14.1);
  await see(world, 'the trial became a plan that is paid for', page, page.getByText(/next payment €4.99/));
  await changePlan(world, page);
  await passMonth(world, page);
  await happened(world, 'billing.SubscriptionRenewed');
  await see(world, 'it was renewed', page, page.getByText(/next payment €9.99/));
  await failAndRecover(world, page, film);
  await rentAndGiveBack(world, page, rental);
  await cancel(world, page, film);
}

const look = async (page: Page): Promise<void> => {
  await page.goto('/account');
  await page.getByRole('heading', { name: 'Plan and payments' }).waitFor();
};

/** Where the page looks alike before: months pass only when it is done, or a killed platform does it months later. */
const happened = ({ log }: World, type: string): Promise<unknown> => waitForEvent(log, [type], () => true);

/** Looks at the account until it says so: the page does not know when a timer fires. */
const see = (world: World, what: string, page: Page, goal: Locator): Promise<void> =>
  reach(world, what, goal, () => look(page), 1_000);

/** Whoever is away for longer than 30 days signs in again: nobody is here. */
async function passMonth(world: World, page: Page): Promise<void> {
  await world.pass(20);
  await see(world, 'the account in between', page, page.getByRole('heading', { name: 'Plan and payments' }));
  await world.pass(11);
}

async function signUp(world: World, page: Page): Promise<void> {
  await reach(world, 'signed up', page.getByRole('heading', { name: 'Look in your mail' }), async () => {
    await page.goto('/sign-up');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await button(page, 'Create the account').click();
  });
  await reach(world, 'proved the address', page.getByRole('heading', { name: 'Who is watching?' }), async () => {
    await page.goto('/profiles');
    if (await isThere(page.getByRole('heading', { name: 'Who is watching?' }))) return;
    await page.goto(await world.mailbox.link(world.log, email, 'verify-email'));
    await button(page, /Confirm/).click();
    if (!(await isThere(page.getByRole('alert')))) return;
    // Who asked for the account twice was sent another link, which counts instead.
    const other = await world.mailbox.linkNow(email, 'reset-password');
    if (other !== undefined) {
      await page.goto(other);
      await page.getByLabel('New password', { exact: true }).fill(password);
      await button(page, 'Save and sign in').click();
      if (!(await isThere(page.getByRole('alert')))) return;
    }
    // It may have worked before, and the answer been lost.
    await signIn(page, '/profiles');
  });
  await reach(world, 'a profile', button(page, 'Your account'), async () => {
    await page.goto('/profiles');
    const mine = button(page, 'Mara');
    if (!(await isThere(mine))) {
      await button(page, 'Add a profile').click();
      await page.getByLabel('Name').fill('Mara');
      await button(page, 'Add the profile').click();
    }
    await mine.first().click();
  });
}

async function signIn(page: Page, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Enters a card at the sandbox's page, which leads back. */
async function enterCard(page: Page, number: string): Promise<void> {
  await page.getByLabel(/card number/i).fill(number);
  await page.getByLabel(/expir|valid/i).fill('12/44');
  await page.getByLabel(/cvc|security/i).fill('123');
  await page.locator('button[type=submit]').click();
}

async function tryPlan(world: World, page: Page, planId: string): Promise<void> {
  const kept = page.getByText('Visa ending in 4242');
  await reach(world, 'a card', kept, async () => {
    await page.goto(`/plans/${planId}`);
    if (await isThere(kept)) return;
    await button(page, 'Enter a card').click();
    await enterCard(page, '4242424242424242');
  });
  const trying = page.getByText(/For nothing until/);
  await reach(world, 'a trial', trying, async () => {
    await look(page);
    if (await isThere(trying)) return;
    await page.goto(`/plans/${planId}`);
    await button(page, /Try 14 days/).click();
  });
}

const plays = (page: Page, seconds: number) =>
  page.waitForFunction((past) => (document.querySelector('video')?.currentTime ?? 0) > past, seconds, {
    timeout: 12_000,
  });

async function play(world: World, page: Page, titleId: string): Promise<void> {
  await reach(world, 'it plays', page.locator('video'), async () => {
    await page.goto(`/watch/${titleId}?from=start`);
    await plays(page, 0.5);
  });
}

/** Leaves the player: its place is free then. */
async function leave(world: World, page: Page): Promise<void> {
  await see(world, 'left the player', page, page.getByRole('heading', { name: 'Plan and payments' }));
}

/** Another device is one too many, stops the first, and plays; the first hears of it. */
async function secondDevice(world: World, first: Page, titleId: string): Promise<Page> {
  const page = await world.open();
  const tooMany = page.getByRole('heading', { name: 'Your account is watching already' });
  await reach(world, 'a second device is refused', tooMany, async () => {
    await page.goto('/account');
    if (!(await isThere(page.getByRole('heading', { name: 'Your account' })))) await signIn(page, '/account');
    await page.goto(`/watch/${titleId}`);
  });
  await reach(world, 'the first is stopped, and the second plays', page.locator('video'), async () => {
    if (await isThere(tooMany, 100)) await button(page, /Stop and watch here/).click();
    else await page.goto(`/watch/${titleId}`);
    await plays(page, 0.5);
  });
  // Pausing is told at once; otherwise the first would hear with its next beat.
  await first.locator('video').evaluate((video) => (video as HTMLVideoElement).pause());
  const told = first
    .getByText('Stopped from another device')
    .or(first.getByRole('heading', { name: /watching already/ }));
  let tries = 0;
  await reach(world, 'the first was told', told, async () => {
    // Where its player broke before it heard, it is refused when it begins again.
    if (tries++ > 0) await first.goto(`/watch/${titleId}`);
  });
  return page;
}

async function changePlan(world: World, page: Page): Promise<void> {
  const mine = page.getByRole('listitem', { name: 'Household' }).getByText('Your plan', { exact: true });
  await reach(world, 'a larger plan', mine, async () => {
    await page.goto('/plans');
    await page.getByRole('heading', { name: 'Choose a plan' }).waitFor();
    if (await isThere(mine)) return;
    await button(page, /Change to it/).click();
    await button(page, /Change and pay/).click();
  });
  await happened(world, 'billing.PlanChangePaid');
  await see(world, 'the change is paid', page, page.getByText(/next payment €9.99/));
}

/** A renewal that the card does not pay: days of grace, none left, and another card. */
async function failAndRecover(world: World, page: Page, titleId: string): Promise<void> {
  for (const id of await cards(world))
    await world.it.atSandbox('PUT', `methods/${id}`, { charge: 'insufficient_funds' });
  await passMonth(world, page);
  await see(world, 'the card did not pay', page, page.getByText(/were not paid/));
  await play(world, page, titleId);
  await leave(world, page);
  await world.pass(8);
  await see(world, 'suspended', page, page.getByText(/you cannot watch/));
  const denied = page.getByRole('heading', { name: 'Your last payment did not work' });
  await reach(world, 'not played', denied, async () => {
    await page.goto(`/watch/${titleId}`);
  });
  const another = page.getByText(/Mastercard ending in 4444/);
  await reach(world, 'another card', another, async () => {
    await look(page);
    if (await isThere(another)) return;
    await button(page, 'Enter a card').click();
    await enterCard(page, '5555555555554444');
  });
  await reach(world, 'paid after all', page.getByText(/next payment €9.99/), async () => {
    await look(page);
    if (!(await isThere(page.getByText(/were not paid/)))) return;
    if (await isThere(button(page, /Pay by it: Mastercard/), 100)) await button(page, /Pay by it: Mastercard/).click();
    await button(page, 'Pay now').click();
  });
  await play(world, page, titleId);
  await leave(world, page);
}

async function cards({ log }: World): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { type, data } of log.readAll())
    if (type === 'billing.PaymentMethodKept') found.push((data as { methodRef: string }).methodRef);
  return found;
}

async function rentAndGiveBack(world: World, page: Page, titleId: string): Promise<void> {
  const theirs = page.getByRole('link', { name: 'Watch now' });
  await reach(world, 'rented', theirs, async () => {
    await page.goto(`/title/${titleId}`);
    if (await isThere(page.getByRole('link', { name: 'Rent €3.99' })))
      await page.getByRole('link', { name: 'Rent €3.99' }).click();
    else await page.goto(`/buy/${titleId}?how=rent`);
    if (await isThere(theirs)) return;
    await button(page, 'Rent for €3.99').click();
  });
  await play(world, page, titleId);
  const back = page.getByText('Given back', { exact: true });
  await reach(world, 'given back', back, async () => {
    await page.goto('/my-films');
    if (await isThere(back)) return;
    await button(page, /Give back/).click();
    await button(page, 'Give it back').click();
    await isThere(back);
    await page.goto('/my-films');
  });
}

async function cancel(world: World, page: Page, titleId: string): Promise<void> {
  const keep = button(page, 'Keep it');
  await reach(world, 'cancelled', keep, async () => {
    await look(page);
    if (await isThere(keep)) return;
    await button(page, 'Cancel').click();
    await button(page, /End it on/).click();
  });
  await play(world, page, titleId);
  await leave(world, page);
  await passMonth(world, page);
  await see(world, 'over', page, page.getByText(/Household ended on/));
  await reach(world, 'nothing plays', page.getByRole('heading', { name: 'This film has to be paid for' }), async () => {
    await page.goto(`/watch/${titleId}`);
  });
}
