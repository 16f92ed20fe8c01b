import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { trustedProxies } from './client-address.ts';
import { territoryOf } from './territory.ts';

const from = (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;
const table = { of: (address: string) => (address === '192.0.2.1' ? 'FR' : null) };
const given = { trusts: trustedProxies(['10.0.0.0/8']), table, header: 'x-country', home: 'DE' };

test('a territory is what a trusted proxy says, else what the table says of the address, else home', () => {
  const where = territoryOf(given);
  assert.equal(where(from('10.0.0.1', { 'x-country': 'ch' })), 'CH');
  assert.equal(where(from('10.0.0.1', { 'x-forwarded-for': '192.0.2.1' })), 'FR');
  assert.equal(where(from('192.0.2.1')), 'FR');
  assert.equal(where(from('192.0.2.2')), 'DE');
  assert.equal(territoryOf({ ...given, home: undefined })(from('192.0.2.2')), null);
});

test('a client cannot say where it is, and a proxy that does not know is believed', () => {
  const where = territoryOf(given);
  assert.equal(where(from('192.0.2.1', { 'x-country': 'US', 'x-forwarded-for': '10.9.9.9' })), 'FR');
  assert.equal(where(from('10.0.0.1', { 'x-country': 'T1' })), null);
  assert.equal(territoryOf({ ...given, header: undefined })(from('10.0.0.1', { 'x-country': 'US' })), 'DE');
});
