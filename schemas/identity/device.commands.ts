import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { DeviceBlocked, DeviceNamed, DeviceRegistered, DeviceUnblocked, DeviceUsed } from './device.events.ts';

const device = { category: 'device', streamIdField: 'deviceId' } as const;

export const UseDevice = defineCommand({
  ...device,
  type: 'UseDevice',
  description: 'Write down that a sign-in begins on a device; refused where it is blocked.',
  data: z.strictObject({ ...DeviceRegistered.data.shape, ...DeviceUsed.data.shape }),
});
export const NameDevice = defineCommand({
  ...device,
  type: 'NameDevice',
  description: 'Give a device a name.',
  data: DeviceNamed.data,
});
export const BlockDevice = defineCommand({
  ...device,
  type: 'BlockDevice',
  description: 'Let nobody sign in with the account on a device any more.',
  data: DeviceBlocked.data,
});
export const UnblockDevice = defineCommand({
  ...device,
  type: 'UnblockDevice',
  description: 'Let a device in again.',
  data: DeviceUnblocked.data,
});

export const deviceCommands = [UseDevice, NameDevice, BlockDevice, UnblockDevice] as const;
