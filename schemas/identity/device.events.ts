import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { sealed } from '../kernel/sealed.ts';
import { plainText } from '../kernel/text.ts';
import { AccountId, DeviceId, SignInId } from './ids.ts';

const which = { deviceId: DeviceId, accountId: AccountId };

export const DeviceRegistered = defineEvent({
  type: 'identity.DeviceRegistered',
  version: 1,
  category: 'device',
  description: 'Somebody signed in on a device for the first time.',
  data: z.strictObject({
    ...which,
    kind: plainText(80).describe('kind of browser and system in a few words, e.g. Firefox on Windows'),
  }),
});

export const DeviceUsed = defineEvent({
  type: 'identity.DeviceUsed',
  version: 1,
  category: 'device',
  description: 'A sign-in began on a device.',
  data: z.strictObject({ ...which, signInId: SignInId }),
});

export const DeviceNamed = defineEvent({
  type: 'identity.DeviceNamed',
  version: 1,
  category: 'device',
  description: 'A device got a name, or lost it.',
  data: z.strictObject({ ...which, name: sealed('name').nullable().describe('null: it is called by its kind') }),
});

export const DeviceBlocked = defineEvent({
  type: 'identity.DeviceBlocked',
  version: 1,
  category: 'device',
  description: 'Nobody signs in with an account on a device any more.',
  data: z.strictObject({ ...which }),
});

export const DeviceUnblocked = defineEvent({
  type: 'identity.DeviceUnblocked',
  version: 1,
  category: 'device',
  description: 'Somebody may sign in on a device again.',
  data: z.strictObject({ ...which }),
});

export const deviceEvents = [DeviceRegistered, DeviceUsed, DeviceNamed, DeviceBlocked, DeviceUnblocked] as const;
