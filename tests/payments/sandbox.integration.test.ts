import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import type { OpenCheckout, WebhookReading } from '../../ports/payments.ts';
import { isOutage } from '../../ports/outage.ts';
import { attachBy, control, KEYS, paymentsAt, startTestSandbox, stripeAt } from './sandbox.ts';

let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.stop());

const urls = { returnUrl: 'https://films.example/back?c={CHECKOUT_SESSION_ID}', cancelUrl: 'https://films.example/no' };
const newCustomer = (): Promise<string> =>
  paymentsAt(sandbox.url).createCustomer({ accountId: randomUUID() }, randomUUID());

async function openCheckout(mode: 'method' | 'payment'): Promise<OpenCheckout> {
  const money = mode === 'payment' ? { amountMinor: 499, currency: 'EUR' } : {};
  const customerRef = await newCustomer();
  return paymentsAt(sandbox.url).openCheckout(
    { ...urls, ...money, customerRef, mode, reference: randomUUID(), label: 'Rent <b>“Sintel”</b>' },
    randomUUID(),
  );
}

const post = (url: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const card = (number: string) => ({ number, expiry: '12 / 44', cvc: '123' });

test('somebody pays on the page, and the card is kept for later', async () => {
  const payments = paymentsAt(sandbox.url);
  const { url, checkoutRef } = await openCheckout('payment');
  const text = await (await fetch(url)).text();
  assert.match(text, /No money moves/);
  assert.match(text, /€4\.99/);
  assert.doesNotMatch(text, /<b>/);
  const declined = await post(url, card('4000 0000 0000 9995'));
  assert.equal(declined.status, 402);
  assert.match(await declined.text(), /insufficient funds/);
  assert.equal((await post(url, card('4242 4242 4242 4241'))).status, 422);
  assert.equal((await payments.checkout(checkoutRef))?.status, 'open');
  const paid = await post(url, card('4242 4242 4242 4242'));
  assert.equal(paid.status, 303);
  assert.equal(paid.headers.get('location'), `https://films.example/back?c=${checkoutRef}`);
  const state = await payments.checkout(checkoutRef);
  assert.equal(state?.status, 'complete');
  assert.ok(state.paymentRef !== null && state.methodRef !== null && state.customerRef !== null);
  assert.equal((await payments.payment(state.paymentRef))?.outcome.kind, 'succeeded');
  const { customerRef, methodRef } = state;
  const again = { customerRef, methodRef, amountMinor: 300, currency: 'EUR', reference: randomUUID() };
  assert.equal((await payments.charge(again, randomUUID())).kind, 'succeeded');
  // Sent twice: the page is over, and nothing is paid twice.
  assert.equal((await post(url, card('4242424242424242'))).status, 410);
});

test('a bank that asks: whoever says no stays on the checkout, whoever says yes has kept the card', async () => {
  const payments = paymentsAt(sandbox.url);
  const { url, checkoutRef } = await openCheckout('method');
  const asked = (await post(url, card('4000 0025 0000 3155'))).headers.get('location') ?? '';
  assert.match(await (await fetch(asked)).text(), /is it you/);
  const back = (await post(asked, { answer: 'no' })).headers.get('location') ?? '';
  assert.match(await (await fetch(back)).text(), /not confirmed/);
  const second = (await post(url, card('4000 0025 0000 3155'))).headers.get('location') ?? '';
  assert.equal((await post(second, { answer: 'yes' })).status, 303);
  assert.equal((await post(second, { answer: 'yes' })).status, 410);
  const state = await payments.checkout(checkoutRef);
  assert.equal(state?.status, 'complete');
  assert.equal((await payments.method(state.methodRef ?? ''))?.last4, '3155');
});

test('a payment that waits for its owner is paid when they confirm', async () => {
  const payments = paymentsAt(sandbox.url);
  const customerRef = await newCustomer();
  const methodRef = await attachBy(stripeAt(sandbox.url))(customerRef, 'pm_card_authenticationRequired');
  const charge = { customerRef, methodRef, amountMinor: 1000, currency: 'USD', reference: randomUUID() };
  const key = randomUUID();
  const waits = await payments.charge(charge, key);
  assert.equal(waits.kind, 'action-needed');
  assert.deepEqual(await payments.charge(charge, key), waits);
  const back = (await post(waits.url, { answer: 'yes' })).headers.get('location') ?? '';
  assert.equal(new URL(back).searchParams.get('redirect_status'), 'succeeded');
  assert.equal((await payments.payment(waits.paymentRef))?.outcome.kind, 'succeeded');
  assert.equal((await payments.charge(charge, key)).kind, 'succeeded');
});

test('a checkout ends, and a card turns bad, when a test says so', async () => {
  const payments = paymentsAt(sandbox.url);
  const { url, checkoutRef } = await openCheckout('method');
  await control(sandbox.url, 'POST', `checkouts/${checkoutRef}/expire`);
  assert.equal((await payments.checkout(checkoutRef))?.status, 'expired');
  assert.equal((await fetch(url)).status, 410);
  const customerRef = await newCustomer();
  const methodRef = await attachBy(stripeAt(sandbox.url))(customerRef, 'pm_card_visa');
  await control(sandbox.url, 'PUT', `methods/${methodRef}`, { charge: 'stolen_card' });
  const charge = { customerRef, methodRef, amountMinor: 1000, currency: 'USD', reference: randomUUID() };
  const outcome = await payments.charge(charge, randomUUID());
  assert.deepEqual(
    { ...outcome, paymentRef: '' },
    { kind: 'failed', paymentRef: '', code: 'stolen_card', soft: false },
  );
});

test('without its key nobody gets anything, and a wrong key is an outage that says what to correct', async () => {
  assert.equal((await fetch(`${sandbox.url}/v1/balance`)).status, 401);
  assert.equal(
    (await fetch(`${sandbox.url}/sandbox/settings`, { headers: { authorization: `Bearer ${KEYS.api}` } })).status,
    401,
  );
  const stranger = paymentsAt(sandbox.url, 'sk_test_of_somebody_else');
  await assert.rejects(
    stranger.payment('pi_1'),
    (error) => isOutage(error) && error.message.includes('REPRISE_PAYMENTS_KEY'),
  );
  const nobody = paymentsAt('http://127.0.0.1:9');
  await assert.rejects(nobody.payment('pi_1'), isOutage);
});

test('webhooks come twice, held back, again until they are taken, or never', async (t) => {
  const payments = paymentsAt(sandbox.url);
  const got: Extract<WebhookReading, { kind: 'event' }>[] = [];
  let refusals = 2;
  let changed = (): void => undefined;
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    if (refusals-- > 0) return response.writeHead(500).end();
    const read = payments.readWebhook(body, String(request.headers['stripe-signature']), Date.now());
    assert.equal(read.kind, 'event');
    got.push(read);
    response.writeHead(200).end();
    return changed();
  };
  const server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const until = (isEnough: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      changed = () => (isEnough() ? resolve() : undefined);
      changed();
    });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await control(sandbox.url, 'PUT', 'settings', { url, never: true });
  const checkout = await openCheckout('payment');
  const other = await openCheckout('method');
  await control(sandbox.url, 'POST', `checkouts/${other.checkoutRef}/expire`);
  await control(sandbox.url, 'PUT', 'settings', { never: false, hold: true, twice: true, order: 'reversed' });
  await post(checkout.url, card('4242424242424242'));
  const about = () => got.filter(({ refs }) => refs.checkoutRef === checkout.checkoutRef);
  assert.equal(about().length, 0);
  await control(sandbox.url, 'PUT', 'settings', { hold: false });
  await until(() => about().length >= 2 && got.some(({ type }) => type === 'payment_intent.succeeded'));
  assert.equal(new Set(about().map(({ id }) => id)).size, 1);
  assert.ok(
    got.every(({ refs }) => refs.checkoutRef !== other.checkoutRef),
    'never is never',
  );
  await control(sandbox.url, 'PUT', 'settings', { url: null, twice: false, order: 'sent' });
});

test('killed between a charge and its answer: the same key finds the one charge', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'reprise-payments-'));
  const keysFile = join(data, 'keys.json');
  writeFileSync(keysFile, JSON.stringify(KEYS));
  const running: ReturnType<typeof spawn>[] = [];
  t.after(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  });
  const start = async (): Promise<{ readonly url: string; readonly ended: Promise<unknown> }> => {
    const child = spawn(process.execPath, ['payments/main.ts', '--data', data, '--keys-file', keysFile], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.push(child);
    const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    for await (const line of createInterface(child.stdout)) return { url: line.replace('READY ', ''), ended };
    throw new Error('it ended');
  };
  const first = await start();
  const customerRef = await paymentsAt(first.url).createCustomer({ accountId: randomUUID() }, randomUUID());
  const methodRef = await attachBy(stripeAt(first.url))(customerRef, 'pm_card_visa');
  const charge = { customerRef, methodRef, amountMinor: 1000, currency: 'USD', reference: randomUUID() };
  const key = randomUUID();
  await control(first.url, 'PUT', 'fault', { dieBeforeAnswering: 'POST /v1/payment_intents' });
  await assert.rejects(paymentsAt(first.url).charge(charge, key), isOutage);
  assert.equal(await first.ended, 'SIGKILL');
  const second = await start();
  const outcome = await paymentsAt(second.url).charge(charge, key);
  assert.equal(outcome.kind, 'succeeded');
  const all = await stripeAt(second.url).paymentIntents.list({ customer: customerRef });
  assert.deepEqual(
    all.data.map(({ id }) => id),
    [outcome.paymentRef],
  );
});
