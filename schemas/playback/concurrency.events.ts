import { z } from 'zod';
import { TitleId } from '../catalog/ids.ts';
import { AccountId, SignInId } from '../identity/ids.ts';
import { defineEvent } from '../kernel/define.ts';
import { ProfileId } from '../kernel/id.ts';
import { SessionId } from './ids.ts';

/** As many slots as an account ever holds: plans allow up to 100 streams at once. */
export const MOST_SLOTS = 100;

/** One stream of an account: which session plays what, for whom, on which device. */
export const Slot = z.strictObject({
  sessionId: SessionId,
  titleId: TitleId,
  profileId: ProfileId,
  signInId: SignInId.describe('the sign-in of the device that plays'),
  since: z.iso.datetime(),
});
export type Slot = z.infer<typeof Slot>;

const concurrency = { version: 1, category: 'concurrency' } as const;
const who = { accountId: AccountId, sessionId: SessionId };
const slots = z
  .array(Slot)
  .max(MOST_SLOTS)
  .describe('all that the account holds after this, the oldest first: who reads the newest event knows them');
const limit = z.int().min(1).max(100).describe('streams at once that the account had then');

export const SlotAcquired = defineEvent({
  ...concurrency,
  type: 'playback.SlotAcquired',
  description: 'One of the streams that an account may play at once was taken.',
  data: z.strictObject({
    ...who,
    limit,
    degraded: z
      .boolean()
      .describe('nobody could say which streams were still played, and the account was given the benefit of the doubt'),
    slots,
  }),
});

export const SlotDenied = defineEvent({
  ...concurrency,
  type: 'playback.SlotDenied',
  description:
    'An account played as many streams as it may, and another one was refused. At most one a minute is written.',
  data: z.strictObject({
    ...who,
    titleId: TitleId,
    limit,
    slots,
  }),
});

export const SlotReleased = defineEvent({
  ...concurrency,
  type: 'playback.SlotReleased',
  description: 'A stream of an account is played no more.',
  data: z.strictObject({
    ...who,
    reason: z
      .enum(['stop', 'lease_expired', 'signed_out', 'evicted', 'kicked'])
      .describe(
        '`stop`: its player ended; `lease_expired`: nothing was heard of it; `signed_out`: its device is signed out; `evicted`: the same device began the same title again, or too many were held; `kicked`: somebody of the account stopped it from elsewhere',
      ),
    slots,
  }),
});

export const concurrencyEvents = [SlotAcquired, SlotDenied, SlotReleased] as const;
