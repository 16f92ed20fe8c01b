import type { EventLog } from '../../ports/event-log.ts';
import { PLAYS_AS_IT_IS, type ProfileRow } from '../../projections/identity/profiles.rows.ts';
import { language } from '../../schemas/language.ts';
import type { DecodedEvent } from '../../schemas/kernel/decode.ts';

/** A profile, and the revision of its stream that says so. */
export type ProfileNow = ProfileRow & { readonly revision: bigint };

/**
 * Folds the stream of a profile: what a PIN or a cap is now, however late read models are. Undefined: there is none, or not
 * any more.
 * @throws Outage when the log does not answer
 */
export async function profileNow(log: EventLog, profileId: string): Promise<ProfileNow | undefined> {
  let revision = -1n;
  let profile: ProfileRow | undefined;
  for await (const recorded of log.readStream(`profile-${profileId}`)) {
    const decoded = language.decode(recorded);
    // What a newer version wrote may have closed it: better nobody than somebody who should not.
    if (decoded.kind !== 'known') return undefined;
    profile = after(profile, decoded.event);
    ({ revision } = recorded);
  }
  return profile === undefined || profile.deleted ? undefined : { ...profile, revision };
}

function after(profile: ProfileRow | undefined, event: DecodedEvent): ProfileRow | undefined {
  if (event.type === 'identity.ProfileCreated')
    return { ...event.data, ...PLAYS_AS_IT_IS, autoplay: true, pinHash: null, deleted: false };
  if (profile === undefined) return undefined;
  switch (event.type) {
    case 'identity.ProfileChanged': {
      const { name, avatar, language: spoken, autoplay } = event.data;
      return {
        ...profile,
        name: name ?? profile.name,
        avatar: avatar ?? profile.avatar,
        language: spoken ?? profile.language,
        autoplay: autoplay ?? profile.autoplay,
      };
    }
    case 'identity.MaturityCapSet':
      return { ...profile, maturityCap: event.data.maturityCap, kids: event.data.kids };
    case 'identity.PinSet':
      return { ...profile, pinHash: event.data.hash };
    case 'identity.PlaybackPreferencesSet':
      return { ...profile, audioLanguage: event.data.audioLanguage, subtitles: event.data.subtitles };
    case 'identity.ProfileDeleted':
      return { ...profile, deleted: true };
    default:
      return profile;
  }
}
