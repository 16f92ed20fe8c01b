import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import {
  MaturityCapSet,
  PinSet,
  PlaybackPreferencesSet,
  ProfileOffered,
  ProfileTransferred,
  ProfileChanged,
  ProfileCreated,
  ProfileDeleted,
} from './profile.events.ts';

const profile = { category: 'profile' } as const;

export const CreateProfile = defineCommand({
  ...profile,
  type: 'CreateProfile',
  description: 'Add a profile to a household.',
  data: ProfileCreated.data,
});
export const ChangeProfile = defineCommand({
  ...profile,
  type: 'ChangeProfile',
  description: 'Change the name, the picture or the way of playing of a profile.',
  data: ProfileChanged.data,
});
export const SetMaturityCap = defineCommand({
  ...profile,
  type: 'SetMaturityCap',
  description: 'Say up to which age a profile sees films.',
  data: MaturityCapSet.data,
});
export const SetPin = defineCommand({
  ...profile,
  type: 'SetPin',
  description: 'Let a profile ask for a PIN, or for none any more.',
  data: PinSet.data,
});
export const SetPlaybackPreferences = defineCommand({
  ...profile,
  type: 'SetPlaybackPreferences',
  description: 'Say which sound and subtitles films begin with.',
  data: PlaybackPreferencesSet.data,
});
export const OfferProfile = defineCommand({
  ...profile,
  type: 'OfferProfile',
  description: 'Offer a profile to whoever gets the link.',
  data: ProfileOffered.data,
});
export const AcceptProfile = defineCommand({
  ...profile,
  type: 'AcceptProfile',
  description: 'Take a profile that another household offers.',
  data: z.strictObject(ProfileTransferred.data.omit({ fromAccountId: true }).shape),
});
export const DeleteProfile = defineCommand({
  ...profile,
  type: 'DeleteProfile',
  description: 'Delete a profile.',
  data: ProfileDeleted.data,
});

export const profileCommands = [
  CreateProfile,
  ChangeProfile,
  SetMaturityCap,
  SetPin,
  SetPlaybackPreferences,
  OfferProfile,
  AcceptProfile,
  DeleteProfile,
] as const;
