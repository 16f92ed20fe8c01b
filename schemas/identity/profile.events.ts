import { z } from 'zod';
import { defineEvent } from '../kernel/define.ts';
import { sealed } from '../kernel/sealed.ts';
import { plainText } from '../kernel/text.ts';
import { AccountId, OfferId, ProfileId } from './ids.ts';

const who = { profileId: ProfileId, accountId: AccountId };

/** The pictures that a profile may have; drawn by the app. */
export const Avatar = z.enum(['amber', 'coral', 'rose', 'violet', 'indigo', 'sky', 'teal', 'leaf', 'sand', 'slate']);
export type Avatar = z.infer<typeof Avatar>;

/** An age in years up to which films are shown; 18: everything. */
export const MaturityCap = z.int().min(0).max(18);

export const ProfileCreated = defineEvent({
  type: 'identity.ProfileCreated',
  version: 1,
  category: 'profile',
  description: 'A household got another profile.',
  data: z.strictObject({
    ...who,
    name: sealed('name'),
    avatar: Avatar,
    kids: z.boolean().describe('shows only what is made for children'),
    maturityCap: MaturityCap,
    language: plainText(35).describe('BCP 47'),
  }),
});

export const ProfileChanged = defineEvent({
  type: 'identity.ProfileChanged',
  version: 1,
  category: 'profile',
  description: 'A profile got another name, picture or way of playing.',
  data: z.strictObject({
    ...who,
    name: sealed('name').optional(),
    avatar: Avatar.optional(),
    language: plainText(35).optional(),
    autoplay: z.boolean().optional(),
  }),
});

export const MaturityCapSet = defineEvent({
  type: 'identity.MaturityCapSet',
  version: 1,
  category: 'profile',
  description: 'A profile sees films up to another age.',
  data: z.strictObject({ ...who, maturityCap: MaturityCap, kids: z.boolean() }),
});

export const PinSet = defineEvent({
  type: 'identity.PinSet',
  version: 1,
  category: 'profile',
  description: 'A profile asks for a PIN, or for none any more.',
  data: z.strictObject({ ...who, hash: sealed('pin').nullable().describe('argon2id; null: no PIN') }),
});

export const PlaybackPreferencesSet = defineEvent({
  type: 'identity.PlaybackPreferencesSet',
  version: 1,
  category: 'profile',
  description: 'A profile begins films with other sound or subtitles.',
  data: z.strictObject({
    ...who,
    audioLanguage: plainText(35).nullable().describe('BCP 47; null: the original'),
    subtitles: plainText(35).describe('`off`, `forced` (what is said in another language than the sound), or BCP 47'),
  }),
});

export const ProfileOffered = defineEvent({
  type: 'identity.ProfileOffered',
  version: 1,
  category: 'profile',
  description: 'A household offers a profile to another one; the newest offer replaces the one before.',
  data: z.strictObject({ ...who, offerId: OfferId, expiresAt: z.iso.datetime() }),
});

export const ProfileTransferred = defineEvent({
  type: 'identity.ProfileTransferred',
  version: 1,
  category: 'profile',
  description: 'A profile went over to another household, with what it has watched and without its PIN.',
  data: z.strictObject({
    ...who,
    fromAccountId: AccountId,
    offerId: OfferId,
    name: sealed('name').describe('with the key of the new household'),
  }),
});

export const ProfileDeleted = defineEvent({
  type: 'identity.ProfileDeleted',
  version: 1,
  category: 'profile',
  description: 'A profile was deleted.',
  data: z.strictObject({ ...who }),
});

export const profileEvents = [
  ProfileCreated,
  ProfileChanged,
  MaturityCapSet,
  PinSet,
  PlaybackPreferencesSet,
  ProfileOffered,
  ProfileTransferred,
  ProfileDeleted,
] as const;
