import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServiceId, ServiceKeyId } from '../../schemas/identity/ids.ts';
import { given } from '../testing/given.ts';
import { holdingKey, serviceDecider } from './service.decider.ts';
import type { ServiceCommand, ServiceEvent } from './service.decider.ts';

const serviceId = ServiceId.parse('00000000-0000-4000-8000-0000000000c1');
const [keyId, other] = [1, 2].map((n) => ServiceKeyId.parse(`00000000-0000-4000-8000-00000000000${n}`)) as [
  ServiceKeyId,
  ServiceKeyId,
];
const at = '2026-01-01T00:00:00.000Z';
const later = '2026-03-01T00:00:00.000Z';
const kept = { prefix: 'aB3dE6gH9k', hash: 'a'.repeat(64), expiresAt: later };
const created: ServiceEvent = {
  type: 'identity.ServiceAccountCreated',
  data: { serviceId, name: 'Import', scopes: ['catalog.edit', 'media.upload'] },
};
const made: ServiceEvent = { type: 'identity.ServiceKeyMade', data: { serviceId, keyId, ...kept } };
const closed: ServiceEvent = { type: 'identity.ServiceAccountClosed', data: { serviceId } };
const create = (data: object): ServiceCommand => ({
  type: 'CreateServiceAccount',
  data: { serviceId, name: 'Import', scopes: ['media.upload', 'catalog.edit'], key: { keyId, ...kept }, ...data },
  at,
});

describe('a program', () => {
  it('is made with its first key, and with nothing that decides about people', () => {
    given(serviceDecider).when(create({})).thenEvents(created, made);
    given(serviceDecider, created).when(create({})).thenRefused('program.exists');
    for (const scopes of [['people.manage'], ['programs.manage'], ['log.raed'], ['log.read', 'constructor']])
      given(serviceDecider).when(create({ scopes })).thenRefused('program.bad-scope');
    given(serviceDecider)
      .when(create({ scopes: [] }))
      .thenRefused('program.no-scope');
    given(serviceDecider)
      .when(create({ name: '  ' }))
      .thenRefused('program.no-name');
  });

  it('gets keys that end within a year, and not any number of them', () => {
    for (const expiresAt of [at, '2025-12-31T00:00:00.000Z', '2027-02-01T00:00:00.000Z'])
      given(serviceDecider)
        .when(create({ key: { keyId, ...kept, expiresAt } }))
        .thenRefused('program.bad-expiry');
    const ten = Array.from({ length: 10 }, (_, n): ServiceEvent => ({
      type: 'identity.ServiceKeyMade',
      data: { serviceId, keyId: ServiceKeyId.parse(`00000000-0000-4000-8000-0000000000a${n}`), ...kept },
    }));
    const more = { type: 'MakeServiceKey', data: { serviceId, keyId, ...kept, expiresAt: later } } as const;
    given(serviceDecider, created, ...ten)
      .when({ ...more, at })
      .thenRefused('program.too-many-keys');
    const expiresAt = '2026-05-01T00:00:00.000Z';
    given(serviceDecider, created, ...ten)
      .when({ ...more, data: { ...more.data, expiresAt }, at: later })
      .thenEvents({ type: 'identity.ServiceKeyMade', data: { serviceId, keyId, ...kept, expiresAt } });
  });

  it('lets a key that is replaced go on for a while, never for longer than it would have', () => {
    const data = { serviceId, keyId: other, ...kept };
    const soon = '2026-01-02T00:00:00.000Z';
    const replaced = (endsAt: string) =>
      given(serviceDecider, created, made).when({
        type: 'MakeServiceKey',
        data: { ...data, replaces: { keyId, endsAt } },
        at,
      });
    const second: ServiceEvent = { type: 'identity.ServiceKeyMade', data };
    replaced(soon).thenEvents(second, {
      type: 'identity.ServiceKeyRevoked',
      data: { serviceId, keyId, endsAt: soon },
    });
    replaced('2026-12-01T00:00:00.000Z').thenEvents(second);
  });

  it('has keys that hold until they end, are revoked, or the program is closed', () => {
    const fold = (...events: readonly ServiceEvent[]) => given(serviceDecider, ...events).state;
    deepEqual(holdingKey(fold(created, made), keyId, at)?.hash, kept.hash);
    equal(holdingKey(fold(created, made), keyId, later), undefined);
    equal(holdingKey(fold(created, made), other, at), undefined);
    const revoked: ServiceEvent = { type: 'identity.ServiceKeyRevoked', data: { serviceId, keyId, endsAt: at } };
    equal(holdingKey(fold(created, made, revoked), keyId, at), undefined);
    equal(holdingKey(fold(created, made, closed), keyId, at), undefined);
    given(serviceDecider, created, made)
      .when({ type: 'RevokeServiceKey', data: { serviceId, keyId }, at })
      .thenEvents(revoked);
    given(serviceDecider, created, made, revoked)
      .when({ type: 'RevokeServiceKey', data: { serviceId, keyId }, at })
      .thenEvents();
    given(serviceDecider, created, closed)
      .when({ type: 'MakeServiceKey', data: { serviceId, keyId, ...kept }, at })
      .thenRefused('program.closed');
  });
});
