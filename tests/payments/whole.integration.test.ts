import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { openGatewayClient } from '../../platform/demo/gateway-client.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { startInstallation } from '../chaos/installation.ts';
import { checkAgainstReplay } from '../chaos/replay.ts';
import { cleanUpAfter } from '../harness/services.ts';
import { atSandbox, checkBooks, checkCharges, checkTimers } from './checks.ts';
import { field, waitForEvent } from '../harness/wait-for-event.ts';
import { addressOf, confirms, signedIn, viewers, type Customer } from './customer.ts';
import { operate, sellFilm, sellPlan } from './selling.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START = '... on PlaybackStarted { hlsUrl sessionToken } ... on PlaybackRefused { reason }';

const confirmation = (invoiceId: unknown): string =>
  `mutation { it: confirmPayment(invoiceId: "${String(invoiceId)}") { ... on PaymentToConfirm { url } } }`;

/** The first segment of a film behind its manifest. */
async function segmentOf(base: string, hlsUrl: unknown): Promise<URL> {
  let at = new URL(String(hlsUrl), base);
  for (let depth = 0; depth < 2; depth += 1) {
    const lines = (await (await fetch(at)).text()).split('\n');
    at = new URL(lines.find((line) => line !== '' && !line.startsWith('#')) ?? '', at);
  }
  return at;
}

test('money on the whole platform, its sandbox and its clock', { timeout: 400_000 }, async (t) => {
  const it = await startInstallation(t, { REPRISE_HOME_TERRITORY: 'DE', REPRISE_TITLES_WITHOUT_RIGHTS: 'closed' });
  const log = openEventLog({ url: it.urls.eventstore, log: silentLogger });
  const db = openDatabase({ url: it.urls.postgres, log: silentLogger });
  const over = new AbortController();
  cleanUpAfter(t, () => {
    over.abort();
    return Promise.allSettled([log.close(), db.close()]);
  });
  const signal = AbortSignal.any([over.signal, it.died]);
  const operator = openGatewayClient({ gatewayUrl: it.gatewayUrl, operatorToken: it.operatorToken, signal });
  const { dataDir, gatewayUrl } = it;
  const names = ['mara', 'nora', 'ines', 'omar', 'lena', 'theo'];
  const password = 'lantern orchard violin seventeen';
  const [small, large, retired, film, rental, people] = await Promise.all([
    sellPlan(operator, { name: 'Small', streams: 1, amountMinor: 500 }),
    sellPlan(operator, { name: 'Large', streams: 4, amountMinor: 1500 }),
    sellPlan(operator, { name: 'Soon gone', streams: 1, amountMinor: 700 }),
    sellFilm(operator, { dataDir, name: 'Lantern', model: 'SVOD' }),
    sellFilm(operator, { dataDir, name: 'Orchard', model: 'RENT' }),
    viewers(it, { names, password }),
  ]);
  const [mara, nora, ines, omar, lena, theo] = people as [Customer, Customer, Customer, Customer, Customer, Customer];
  const buys = ({ planId, priceId }: typeof small): string =>
    `subscribe(planId: "${planId}", priceId: "${priceId}", trial: false)`;
  const is = (customer: Customer, fields: Readonly<Record<string, unknown>>) =>
    customer.sees<Record<string, unknown> | null>(
      `{ mySubscription { ${Object.keys(fields).join(' ')} } }`,
      'mySubscription',
      (found) => Object.entries(fields).every(([name, value]) => found?.[name] === value),
    );
  const plays = (customer: Customer, { titleId }: { readonly titleId: string }) =>
    customer.does(`startPlayback(titleId: "${titleId}")`, START);
  const newestMethod = async (): Promise<string> => {
    let ref = '';
    for await (const { type, data } of log.readAll())
      if (type === 'billing.PaymentMethodKept') ref = (data as { methodRef: string }).methodRef;
    return ref;
  };
  let passedMs = 0;
  const pass = (ms: number): Promise<void> => it.moveClock((passedMs += ms));

  await t.test('a checkout that is left keeps no card and sells nothing', async () => {
    const opened = await mara.does('openCheckout(next: "/plans")', '... on CheckoutToVisit { url checkout { id } }');
    await it.atSandbox('POST', `checkouts/${new URL(String(opened['url'])).pathname.split('/').at(-1)}/expire`);
    const { id } = opened['checkout'] as { id: string };
    await mara.sees(`{ checkout(id: "${id}") { status } }`, 'checkout.status', (status) => status === 'EXPIRED');
    assert.equal((await mara.does(buys(small)))['code'], 'payer.no-method');
  });

  await t.test('a card that is refused for good, another one, and the film plays', async () => {
    await mara.entersCard('4000000000000341');
    await it.atSandbox('PUT', `methods/${await newestMethod()}`, { charge: 'stolen_card' });
    assert.equal((await plays(mara, film))['reason'], 'PLAN_REQUIRED');
    assert.equal((await mara.does(buys(small)))['__typename'], 'SubscriptionChanged');
    await is(mara, { status: 'INCOMPLETE', failure: 'The bank declined the card.' });
    assert.notEqual((await plays(mara, film))['__typename'], 'PlaybackStarted');
    await mara.entersCard('5555555555554444');
    const methods = (await mara.ask('{ paymentMethods { methods { id brand used } } }', 'paymentMethods.methods')) as {
      readonly id: string;
      readonly brand: string;
    }[];
    const other = methods.find(({ brand }) => brand === 'mastercard');
    await mara.does(`choosePaymentMethod(id: "${other?.id}")`);
    await mara.does('retryPayment()');
    await is(mara, { status: 'ACTIVE', failure: null });
    const started = await plays(mara, film);
    assert.equal((await fetch(await segmentOf(gatewayUrl, started['hlsUrl']))).status, 200);
  });

  await t.test('a bank wants its customer, the webhook never comes, and it is asked', async () => {
    await it.atSandbox('PUT', 'settings', { never: true });
    await nora.entersCard('4000002760003184');
    assert.equal((await nora.does(buys(small)))['__typename'], 'SubscriptionChanged');
    await is(nora, { status: 'INCOMPLETE', needsConfirmation: true });
    const invoiceId = (await nora.mine('owedInvoiceId'))?.['owedInvoiceId'];
    const url = await nora.ask(confirmation(invoiceId), 'it.url');
    await confirms(String(url));
    await pass(61_000);
    await is(nora, { status: 'ACTIVE', needsConfirmation: false });
    await it.atSandbox('PUT', 'settings', { never: false });
  });

  await t.test('what is confirmed at the bank after it was given up goes back', async () => {
    await theo.entersCard('4000002760003184');
    await theo.does(buys(small));
    const owed = await theo.sees<Record<string, unknown>>(
      '{ mySubscription { needsConfirmation owedInvoiceId } }',
      'mySubscription',
      (found) => found?.['needsConfirmation'] === true,
    );
    const url = await theo.ask(confirmation(owed['owedInvoiceId']), 'it.url');
    await pass(DAY_MS);
    await is(theo, { status: 'EXPIRED' });
    await confirms(String(url));
    await waitForEvent(
      log,
      ['billing.SurplusReturned'],
      ({ data }) => field(data, 'invoiceId') === owed['owedInvoiceId'],
    );
    assert.equal((await theo.mine('status'))?.['status'], 'EXPIRED');
  });

  await t.test('the sandbox dies between a charge and its answer', async () => {
    await ines.entersCard('4242424242424242');
    await it.atSandbox('PUT', 'fault', { dieBeforeAnswering: 'POST /v1/payment_intents' });
    assert.equal((await ines.does(buys(small)))['__typename'], 'SubscriptionChanged');
    await is(ines, { status: 'ACTIVE' });
  });

  await t.test('two plan changes at once, and a plan that is retired while somebody buys it', async () => {
    const preview = (await ines.ask(
      `{ it: previewPlanChange(planId: "${large.planId}") { ... on PlanChangePreview { priceId asOf revision due { minor } } } }`,
      'it',
    )) as { readonly priceId: string; readonly asOf: string; readonly revision: string };
    const change = `changePlan(planId: "${large.planId}", priceId: "${preview.priceId}", asOf: "${preview.asOf}", revision: "${preview.revision}")`;
    const answers = await Promise.all([ines.does(change), ines.does(change)]);
    assert.deepEqual(answers.map(({ __typename, code }) => String(code ?? __typename)).toSorted(), [
      'SubscriptionChanged',
      'stream.changed',
    ]);
    await is(ines, { status: 'ACTIVE', planName: 'Large', owedInvoiceId: null });

    await omar.entersCard('4242424242424242');
    const [bought] = await Promise.all([
      omar.does(buys(retired)),
      operate(operator, `retirePlan(commandId: "${randomUUID()}", planId: "${retired.planId}")`, 'PlansChanged'),
    ]);
    if (bought['code'] === undefined) await is(omar, { status: 'ACTIVE', planName: 'Soon gone' });
    else assert.deepEqual([bought['code'], await omar.mine('status')], ['plan.retired', null]);
    assert.equal((await theo.does(buys(retired)))['code'], 'plan.retired');
  });

  await t.test('a rental: webhooks twice and in disorder, 48 hours from its start, and no more', async () => {
    await it.atSandbox('PUT', 'settings', { twice: true, order: 'shuffled', delayMs: 300 });
    const rent = async (customer: Customer): Promise<string> => {
      await customer.entersCard('4242424242424242');
      const { titleId, priceId } = rental;
      const asked = await customer.does(
        `rentTitle(titleId: "${titleId}", priceId: "${priceId}")`,
        '... on PurchaseAsked { purchaseId }',
      );
      const id = String(asked['purchaseId']);
      await customer.sees(`{ purchase(id: "${id}") { status } }`, 'purchase.status', (status) => status === 'YOURS');
      return id;
    };
    const [kept, given] = [await rent(lena), await rent(theo)];
    const started = await plays(lena, rental);
    assert.equal((await fetch(await segmentOf(gatewayUrl, started['hlsUrl']))).status, 200);
    const clock = await lena.sees<{ startedAt: string | null; until: string }>(
      `{ purchase(id: "${kept}") { startedAt until } }`,
      'purchase',
      ({ startedAt }) => startedAt !== null,
    );
    assert.equal(Date.parse(clock.until) - Date.parse(String(clock.startedAt)), 48 * HOUR_MS);
    // A quarter of it is too much to give it back; a start alone is not.
    const samples = [
      { ts: Date.now() + passedMs, sta: 'p', pt: 0, e: 'first-frame' },
      { ts: Date.now() + passedMs + 30_000, sta: 'q', pt: 30_000, e: 'end' },
    ];
    const body = JSON.stringify({ sessionToken: started['sessionToken'], seq: 1, samples });
    const beat = await fetch(`${gatewayUrl}/playback/heartbeats`, {
      ...{ method: 'POST', body },
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(beat.status, 202, await beat.text());
    await lena.sees<{ positionMs: number } | null>(
      `{ title(id: "${rental.titleId}") { progress { positionMs } } }`,
      'title.progress',
      (progress) => progress !== null && progress.positionMs >= 30_000,
    );
    const back = (id: string): string => `refundPurchase(purchaseId: "${id}", why: "Not mine.")`;
    assert.equal((await lena.does(back(kept)))['code'], 'refund.watched');
    assert.equal((await plays(theo, rental))['__typename'], 'PlaybackStarted');
    assert.equal((await theo.does(back(given)))['__typename'], 'PurchaseChanged');
    await theo.sees(`{ purchase(id: "${given}") { status } }`, 'purchase.status', (status) => status === 'REFUNDED');
    assert.notEqual((await plays(theo, rental))['__typename'], 'PlaybackStarted');

    await pass(48 * HOUR_MS - 5 * 60_000);
    const again = await plays(lena, rental);
    const segment = await segmentOf(gatewayUrl, again['hlsUrl']);
    assert.equal((await fetch(segment)).status, 200);
    await pass(6 * 60_000);
    assert.equal((await fetch(segment)).status, 403, 'its hours are over in the middle of the film');
    assert.equal((await plays(lena, rental))['reason'], 'RENTAL_EXPIRED');
    await it.atSandbox('PUT', 'settings', { twice: false, order: 'sent', delayMs: 0 });
  });

  await t.test('a platform that slept for a month does what was due once, in order', async () => {
    const next = async (customer: Customer) => {
      const found = (await customer.mine('status nextPayment { at }')) as { nextPayment: { at: string } | null } | null;
      return found?.nextPayment?.at;
    };
    const before = await Promise.all([next(mara), next(ines)]);
    await pass(32 * DAY_MS);
    // Whoever is away for longer than 30 days signs in again.
    const again = (name: string) => signedIn(gatewayUrl, { email: addressOf(name), password });
    const later = await Promise.all([again('mara'), again('ines')]);
    for (const [index, customer] of later.entries())
      await customer.sees<{ status: string; nextPayment: { at: string } | null } | null>(
        '{ mySubscription { status nextPayment { at } } }',
        'mySubscription',
        (found) =>
          found?.status === 'ACTIVE' && found.nextPayment !== null && found.nextPayment.at > String(before[index]),
      );
    const methods = atSandbox(dataDir, 'payment_intent').filter(({ status }) => status === 'succeeded');
    assert.ok(methods.length >= 6);
    const events = await checkAgainstReplay({ log, db });
    await checkBooks({ db });
    checkCharges({ dataDir }, events);
    checkTimers(events);
  });
});
