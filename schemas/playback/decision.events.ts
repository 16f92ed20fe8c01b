import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { Territory } from '../billing/money.ts';
import { TitleId } from '../catalog/ids.ts';
import { Audience } from '../identity/audience.ts';
import { AccountId } from '../identity/ids.ts';
import { ProfileId } from '../kernel/id.ts';
import { INT32_MAX } from '../kernel/text.ts';
import { SessionId } from './ids.ts';

/** In capitals, e.g. `PLAN_REQUIRED`. Not a list: later rules have names of their own. */
const Reason = z.string().regex(/^[A-Z][A-Z_]{0,39}$/);
/** A revision of a stream, or a position of the log, in digits: more than a number of JSON holds. */
const Place = z.string().regex(/^\d{1,20}$/);

/** What a start was decided by, and as of when each of it was. */
export const DecisionInputs = z.strictObject({
  at: z.iso.datetime().describe('the clock that was gone by'),
  caller: z.enum(['viewer', 'staff']),
  territory: Territory.nullable().describe('where they were, as the server saw it; null: nobody knew'),
  titlesWithoutRights: z.enum(['free', 'closed']).describe('what went for titles of which nobody said anything'),
  audience: Audience.nullable().describe('what limited which films they see; null: nothing did'),
  titleRevision: Place.describe('of the stream of the title'),
  rightsRevision: Place.nullable().describe('of the stream of its rights; null: there was none'),
  profilePosition: Place.nullable().describe(
    'of the last event of the profile; null: nobody knew, or it is no household’s',
  ),
  grants: z
    .array(
      z.strictObject({ grantId: z.uuid(), kind: z.enum(['plan', 'rental', 'purchase', 'promo']), position: Place }),
    )
    .max(20)
    .describe(
      'what the account had that counted or might have, each with the position of the last event that it followed from',
    ),
  device: z.enum(['blocked', 'signed-out']).nullable().describe('what was known against the device; null: nothing'),
  streams: z
    .strictObject({ most: z.int().min(0).max(1000), open: z.int().min(0).max(1000) })
    .nullable()
    .describe('how many streams at once were allowed, and how many there were; null: it was not asked'),
});
export type DecisionInputs = z.infer<typeof DecisionInputs>;

export const PlaybackDecided = defineEvent({
  type: 'playback.PlaybackDecided',
  version: 1,
  category: 'decision',
  description: 'Somebody asked to watch a title, and it was granted or refused.',
  data: z.strictObject({
    sessionId: SessionId.describe('of the playback that it is about, whether or not it began'),
    titleId: TitleId,
    profileId: ProfileId,
    accountId: AccountId.nullable().describe('null: they were not signed in'),
    allow: z.boolean(),
    reason: Reason.nullable().describe('the first rule that did not hold; null: it was granted'),
    allReasons: z.array(Reason).max(20).describe('every rule that did not hold'),
    grantId: z.uuid().nullable().describe('what it was granted by; null: it took nothing, or was refused'),
    maxHeight: z.int().min(1).max(INT32_MAX).nullable().describe('of the picture, in lines; null: any'),
    validUntil: z.iso.datetime().nullable().describe('when it may be different by itself; null: never'),
    policyVersion: z.int().min(1).max(INT32_MAX),
    degraded: z.boolean().describe('whether something could not be asked, and what was known last counted'),
    inputs: DecisionInputs,
  }),
});

export const decisionEvents = [PlaybackDecided] as const;
