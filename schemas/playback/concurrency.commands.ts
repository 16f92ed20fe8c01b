import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { MOST_SLOTS, Slot, SlotAcquired, SlotReleased } from './concurrency.events.ts';
import { SessionId } from './ids.ts';

const concurrency = { category: 'concurrency', streamIdField: 'accountId' } as const;

export const AcquireSlot = defineCommand({
  ...concurrency,
  type: 'AcquireSlot',
  description: 'Take one of the streams that an account may play at once.',
  data: Slot.omit({ since: true }).extend({
    accountId: SlotAcquired.data.shape.accountId,
    limit: SlotAcquired.data.shape.limit,
    lapsed: z.array(SessionId).max(MOST_SLOTS).describe('sessions whose lease has run out'),
    signedOut: z.array(SessionId).max(MOST_SLOTS).describe('sessions whose device is signed out'),
    leases: z
      .enum(['known', 'open', 'closed'])
      .describe(
        '`open` and `closed`: nobody can say which leases hold, and in doubt one stream more is given, or none',
      ),
  }),
});

export const ReleaseSlot = defineCommand({
  ...concurrency,
  type: 'ReleaseSlot',
  description: 'Give back a stream of an account.',
  data: SlotReleased.data.omit({ slots: true }).extend({ reason: z.enum(['stop', 'kicked']) }),
});

export const concurrencyCommands = [AcquireSlot, ReleaseSlot] as const;
