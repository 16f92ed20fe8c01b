import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { connect } from '../testing/socket.ts';
import { startTestGateway } from '../testing/start.ts';
import { addressGroup, clientAddress, trustedProxies } from './client-address.ts';

test('a client is the nearest address that no trusted proxy has', () => {
  const trusts = trustedProxies(['127.0.0.1', '10.1.0.0/16', 'fd00::/8']);
  const from = (remoteAddress: string, forwarded?: string): string =>
    clientAddress(
      {
        socket: { remoteAddress } as Socket,
        headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      },
      trusts,
    );
  assert.equal(from('198.51.100.7', '203.0.113.9'), '198.51.100.7', 'a stranger may claim anything');
  assert.equal(from('127.0.0.1'), '127.0.0.1');
  assert.equal(from('127.0.0.1', '203.0.113.9'), '203.0.113.9');
  assert.equal(
    from('::ffff:127.0.0.1', '192.0.2.1, 203.0.113.9, 10.1.2.3'),
    '203.0.113.9',
    'what the client wrote first',
  );
  assert.equal(from('fd00::1', '10.1.0.1'), '10.1.0.1', 'nobody but proxies');
  assert.equal(from('127.0.0.1', 'nonsense'), 'nonsense');
  assert.equal(from('10.2.0.1', '203.0.113.9'), '10.2.0.1');
  assert.equal(trustedProxies(['uniquelocal'])('192.168.7.7'), true);
  assert.equal(trustedProxies([])('127.0.0.1'), false);
  for (const wrong of ['proxy.example', '10.0.0.0/x', '']) assert.throws(() => trustedProxies([wrong]), /PROXIES/);
});

test('behind a trusted proxy each client has connections and points of its own', async (t) => {
  const socketLimits = { socketsPerAddress: 2 };
  const { url } = await startTestGateway(t, { trustProxy: ['127.0.0.1'], socketLimits });
  const open = (client: string) => connect(t, url, {}, { 'x-forwarded-for': client });
  await open('192.0.2.1');
  await open('192.0.2.1');
  await assert.rejects(open('192.0.2.1'), /429/);
  await open('192.0.2.2');
  await assert.rejects(open('192.0.2.3, 192.0.2.1'), /429/, 'only what the proxy itself wrote counts');
});

test('one customer has one IPv4 address, or a network of 64 bits', () => {
  for (const [address, group] of [
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['1:2:3::', '1:2:3:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['', ''],
  ] as const)
    assert.equal(addressGroup(address), group, address);
});
