import { describe, it } from 'node:test';
import type { DeviceId, SignInId } from '../../schemas/identity/ids.ts';
import { given } from '../testing/given.ts';
import { deviceDecider } from './device.decider.ts';
import type { DeviceEvent } from './device.decider.ts';
import { accountId, box, otherAccountId, signInId } from './samples.ts';

const deviceId = '00000000-0000-4000-8000-0000000000d1' as DeviceId;
const otherSignInId = '00000000-0000-4000-8000-0000000000d2' as SignInId;
const which = { deviceId, accountId };
const kind = 'Firefox on Linux';
const registered: DeviceEvent = { type: 'identity.DeviceRegistered', data: { ...which, kind } };
const used: DeviceEvent = { type: 'identity.DeviceUsed', data: { ...which, signInId } };
const blocked: DeviceEvent = { type: 'identity.DeviceBlocked', data: which };
const unblocked: DeviceEvent = { type: 'identity.DeviceUnblocked', data: which };
const use = { type: 'UseDevice', data: { ...which, kind, signInId } } as const;

describe('device', () => {
  it('is registered by the first sign-in on it, and knows the later ones', () => {
    given(deviceDecider).when(use).thenEvents(registered, used);
    given(deviceDecider, registered, used).when(use).thenEvents();
    given(deviceDecider, registered, used)
      .when({ ...use, data: { ...use.data, signInId: otherSignInId } })
      .thenEvents({ type: 'identity.DeviceUsed', data: { ...which, signInId: otherSignInId } });
  });

  it('lets nobody in while it is blocked', () => {
    given(deviceDecider, registered, used).when({ type: 'BlockDevice', data: which }).thenEvents(blocked);
    given(deviceDecider, registered, blocked).when({ type: 'BlockDevice', data: which }).thenEvents();
    given(deviceDecider, registered, used, blocked).when(use).thenRefused('device.blocked');
    given(deviceDecider, registered, blocked).when({ type: 'UnblockDevice', data: which }).thenEvents(unblocked);
    given(deviceDecider, registered, used, blocked, unblocked).when(use).thenEvents();
  });

  it('has a name, which may be taken again', () => {
    const name = { type: 'NameDevice', data: { ...which, name: box() } } as const;
    const named: DeviceEvent = { type: 'identity.DeviceNamed', data: name.data };
    const none = { type: 'NameDevice', data: { ...which, name: null } } as const;
    given(deviceDecider, registered).when(name).thenEvents(named);
    given(deviceDecider, registered).when(none).thenEvents();
    given(deviceDecider, registered, named).when(none).thenEvents({ type: 'identity.DeviceNamed', data: none.data });
  });

  it('is nobody else’s', () => {
    const data = { deviceId, accountId: otherAccountId };
    for (const command of [
      { type: 'NameDevice', data: { ...data, name: null } },
      { type: 'BlockDevice', data },
      { type: 'UnblockDevice', data },
      { type: 'UseDevice', data: { ...data, kind, signInId } },
    ] as const)
      given(deviceDecider, registered, used).when(command).thenRefused('device.unknown');
    given(deviceDecider).when({ type: 'BlockDevice', data: which }).thenRefused('device.unknown');
  });
});
