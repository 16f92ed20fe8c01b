import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStoreDBClient } from '@eventstore/db-client';
import { nameForClients } from './host-name.ts';
import { StartError } from './start-error.ts';

const resolve = async () => [{ address: '127.0.0.1' }, { address: '::1' }];

test('whatever host the node listens on, the address that it names can be read by the client', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0', 'localhost', '::1', '::']) {
    const name = await nameForClients(host, resolve);
    const client = EventStoreDBClient.connectionString(`esdb://${name}:2113?tls=false`);
    await client.dispose();
  }
});

test('an IPv6 address without such a name is refused with what to do', async () => {
  await assert.rejects(nameForClients('2001:db8::1', resolve), StartError);
  await assert.rejects(
    nameForClients('::1', async () => []),
    /a name that resolves to it/,
  );
  await assert.rejects(
    nameForClients('::1', async () => Promise.reject(new Error('ENOTFOUND'))),
    StartError,
  );
});
