import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Stripe } from 'stripe';
import { readWebhook } from './webhook.ts';

const SECRET = 'whsec_for_tests';
const NOW = Date.parse('2026-11-27T06:00:00Z');
const seconds = NOW / 1000;
const event = {
  id: 'evt_1',
  object: 'event',
  type: 'payment_intent.succeeded',
  created: seconds - 5,
  data: { object: { id: 'pi_1', object: 'payment_intent', customer: 'cus_1', payment_method: { id: 'pm_1' } } },
};
const text = JSON.stringify(event, null, 2);
const bytes = (body: string): Uint8Array => new TextEncoder().encode(body);
/** As Stripe's own client signs. */
const signed = (payload: string, timestamp = seconds, secret = SECRET): string =>
  new Stripe('sk_test_x').webhooks.generateTestHeaderString({ payload, secret, timestamp });
const read = (body: string | Uint8Array, header: string) =>
  readWebhook(typeof body === 'string' ? bytes(body) : body, header, NOW, SECRET);

test('what the provider signed is read: what to ask about, and nothing else of the body', () => {
  assert.deepEqual(read(text, signed(text)), {
    kind: 'event',
    id: 'evt_1',
    about: 'payment',
    type: 'payment_intent.succeeded',
    createdAt: '2026-11-27T05:59:55.000Z',
    refs: { customerRef: 'cus_1', checkoutRef: null, paymentRef: 'pi_1', refundRef: null, methodRef: 'pm_1' },
  });
  const unknown = JSON.stringify({ ...event, type: 'product.created' });
  assert.equal((read(unknown, signed(unknown)) as { about: unknown }).about, null);
});

test('a signature is good for these bytes, this secret and five minutes', () => {
  const signature = { kind: 'refused', why: 'signature' };
  const time = { kind: 'refused', why: 'time' };
  assert.deepEqual(read(JSON.stringify(event), signed(text)), signature, 'written again');
  assert.deepEqual(read(`${text} `, signed(text)), signature);
  assert.deepEqual(read(text, signed(text, seconds, 'whsec_other')), signature);
  assert.deepEqual(read(text, signed(text).replace(`t=${seconds}`, `t=${seconds - 1}`)), signature);
  assert.deepEqual(read(text, signed(text, seconds - 301)), time);
  assert.deepEqual(read(text, signed(text, seconds + 301)), time);
  assert.equal(read(text, signed(text, seconds - 299)).kind, 'event');
  for (const header of ['', 't=1', 'v1=00', `t=${seconds},v1=`, `t=${seconds},t=1,v1=00`, 'x'.repeat(5000)])
    assert.deepEqual(read(text, header), signature, header.slice(0, 40));
});

test('what is signed and makes no sense is refused as that', () => {
  const wrong = [
    '',
    'null',
    '[]',
    '{"id":"evt_1"}',
    JSON.stringify({ ...event, id: 'evt 1' }),
    JSON.stringify({ ...event, created: 1e300 }),
  ];
  for (const body of wrong) assert.deepEqual(read(body, signed(body)), { kind: 'refused', why: 'unreadable' }, body);
});
