import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openEventLog } from '../../adapters/eventstore/event-log.ts';
import { silentLogger } from '../../ports/testing/silent-logger.ts';
import { loadConfig } from '../../platform/config.ts';
import { lookAtPayments } from '../../platform/doctor/payments.ts';
import { openPayments } from '../../platform/payments.ts';
import { serve } from '../../platform/serve.ts';
import { inbox } from '../harness/inbox.ts';
import { startTestServices } from '../harness/services.ts';

test('what happens at the sandbox comes to the log, once, by names alone', async (t) => {
  const { urls, dataDir, closeFirst } = await startTestServices(t, {
    eventstore: true,
    postgres: true,
    nats: true,
    redis: true,
    payments: true,
  });
  const config = loadConfig({ REPRISE_DATA_DIR: dataDir, REPRISE_PORT: '0' });
  const running = await serve(config, ['gateway', 'processor'], urls, silentLogger);
  closeFirst(() => running.stop());
  const finding = await lookAtPayments(config, urls);
  assert.match(finding.fact, /^a sandbox, no money moves/);
  assert.equal(finding.trouble, undefined);
  assert.doesNotMatch(finding.fact, new RegExp(new URL(urls.payments).password));

  const { payments } = openPayments(config, urls, silentLogger);
  assert.ok(payments?.isSandbox);
  const customerRef = await payments.createCustomer({ accountId: randomUUID() }, randomUUID());
  const reference = randomUUID();
  const given = {
    mode: 'method',
    customerRef,
    reference,
    label: 'A card',
    returnUrl: 'https://films.example/',
    cancelUrl: 'https://films.example/',
  } as const;
  const { url, checkoutRef } = await payments.openCheckout(given, randomUUID());
  const body = new URLSearchParams({ number: '4242424242424242', expiry: '12/44', cvc: '123' });
  assert.equal((await fetch(url, { method: 'POST', body, redirect: 'manual' })).status, 303);

  const log = openEventLog({ url: urls.eventstore, log: silentLogger });
  closeFirst(() => log.close());
  const heard = async (): Promise<readonly Record<string, unknown>[]> => {
    const found: Record<string, unknown>[] = [];
    for await (const { type, data } of log.readAll())
      if (type === 'billing.PaymentEventReceived') found.push(data as Record<string, unknown>);
    return found;
  };
  await inbox().until(async () => (await heard()).length >= 2);
  const events = await heard();
  const checkout = events.filter(({ kind }) => kind === 'checkout');
  assert.equal(checkout.length, 1);
  assert.deepEqual(checkout[0]?.['refs'], {
    customerRef,
    checkoutRef,
    paymentRef: null,
    refundRef: null,
    methodRef: null,
  });
  assert.doesNotMatch(JSON.stringify(events), /4242|visa/i);
});
