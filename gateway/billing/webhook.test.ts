import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Payments, WebhookReading } from '../../ports/payments.ts';
import { executeOn } from '../../commands/testing/execute.ts';
import { startTestGateway } from '../testing/start.ts';

const refs = { customerRef: 'cus_1', checkoutRef: null, paymentRef: 'pi_1', refundRef: null, methodRef: null };
const event = { kind: 'event', about: 'payment', type: 'payment_intent.succeeded', refs } as const;
const at = '2026-11-27T06:00:00.000Z';

/** A provider that signs by writing its reading into the header; the body must be the bytes that it signed. */
const provider = {
  isSandbox: true,
  readWebhook(body: Uint8Array, signature: string): WebhookReading {
    const signed = JSON.parse(signature === '' ? '{}' : signature) as { bytes?: string; reading?: WebhookReading };
    const isSame = signed.bytes === Buffer.from(body).toString('base64');
    return isSame && signed.reading !== undefined ? signed.reading : { kind: 'refused', why: 'signature' };
  },
} as unknown as Payments;

const send = (url: string, body: string, reading?: WebhookReading): Promise<Response> =>
  fetch(`${url}/webhooks/payments`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...(reading === undefined
        ? {}
        : { 'stripe-signature': JSON.stringify({ bytes: Buffer.from(body).toString('base64'), reading }) }),
    },
  });

async function everythingIn(log: { readAll(): AsyncIterable<{ readonly type: string; readonly data: unknown }> }) {
  const all = [];
  for await (const { type, data } of log.readAll()) all.push({ type, data });
  return all;
}

test('a message of the payment provider enters once, by its names alone', async (t) => {
  const { url, log } = await startTestGateway(t, { payments: provider });
  const reading = { ...event, id: 'evt_1', createdAt: at };
  // Not as anybody would write JSON: the bytes are what is signed.
  const body = '{ "a":1.0,\r\n "é":"\\u00e9"}';
  const answers = [await send(url, body, reading), await send(url, body, reading)];
  assert.deepEqual(await Promise.all(answers.map((answer) => answer.json())), [
    { received: 'received' },
    { received: 'duplicate' },
  ]);
  const events = await everythingIn(log);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['kernel.ForeignEventReceived', 'kernel.CommandRequested'],
  );
  const requested = events[1]?.data as { streamId: string; command: { type: string; data: Record<string, unknown> } };
  const { paymentEventId, ...data } = requested.command.data;
  assert.deepEqual(data, { eventId: 'evt_1', kind: 'payment', refs, createdAt: at });
  assert.equal(requested.streamId, paymentEventId);
  const execute = executeOn(log);
  const command = { type: 'ReceivePaymentEvent', data: requested.command.data, at };
  const done = await execute({
    streamId: requested.streamId,
    command,
    actor: { kind: 'process', id: 'inbox' },
    commandId: '00000000-0000-4000-8000-000000000001',
    correlationId: 'c',
  });
  assert.equal(done.kind, 'committed');
});

test('what concerns nobody is taken and dropped', async (t) => {
  const { url, log } = await startTestGateway(t, { payments: provider });
  const answer = await send(url, '{}', { ...event, about: null, type: 'product.created', id: 'evt_2', createdAt: at });
  assert.deepEqual([answer.status, await answer.json()], [200, { received: 'ignored' }]);
  assert.equal((await everythingIn(log)).length, 0);
});

test('forged, stale and unreadable messages get a typed answer and leave nothing; a stranger who goes on is not looked at', async (t) => {
  const { url, log } = await startTestGateway(t, { payments: provider });
  for (const why of ['signature', 'time', 'unreadable'] as const) {
    const answer = await send(url, '{}', { kind: 'refused', why });
    assert.equal(answer.status, 400);
    assert.equal(((await answer.json()) as { error: { code: string } }).error.code, `webhook.${why}`);
  }
  assert.equal((await send(url, '{}')).status, 400);
  assert.equal((await send(url, 'x'.repeat(300 * 1024))).status, 413);
  const statuses = await Promise.all(Array.from({ length: 80 }, async () => (await send(url, '{}')).status));
  assert.ok(statuses.includes(400) && statuses.includes(429));
  assert.equal((await send(url, '{}', { ...event, id: 'evt_3', createdAt: at })).status, 429);
  assert.equal((await everythingIn(log)).length, 0);
});

test('where nothing is sold nobody listens', async (t) => {
  const { url } = await startTestGateway(t);
  assert.equal((await send(url, '{}')).status, 404);
});
