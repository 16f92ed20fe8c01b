import type { profileCommands } from '../../schemas/identity/profile.commands.ts';
import type { profileEvents } from '../../schemas/identity/profile.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { AccountId } from '../../schemas/identity/ids.ts';
import type { Sealed } from '../../schemas/kernel/sealed.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Decision, Rejection } from '../kernel/decider.ts';

export type ProfileEvent = EventOf<(typeof profileEvents)[number]>;
export type ProfileCommand = CommandOf<(typeof profileCommands)[number]>;

export type ProfileState =
  | { readonly status: 'none' }
  | {
      readonly status: 'active' | 'deleted';
      readonly profileId: string;
      readonly accountId: string;
      readonly name: Sealed;
      readonly avatar: string;
      readonly kids: boolean;
      /** An age in years; 18: everything. */
      readonly maturityCap: number;
      /** BCP 47. */
      readonly language: string;
      readonly autoplay: boolean;
      /** BCP 47; null: the original. */
      readonly audioLanguage: string | null;
      /** `off`, `forced`, or BCP 47. */
      readonly subtitles: string;
      /** argon2id; null: it asks for no PIN. */
      readonly pinHash: Sealed | null;
      /** The newest offer to another household; `expiresAt` is an ISO 8601 instant. */
      readonly offer: { readonly offerId: string; readonly expiresAt: string } | null;
    };
type Known = Exclude<ProfileState, { readonly status: 'none' }>;

const change =
  <D>(step: (state: Known, data: D) => Known) =>
  (state: ProfileState, data: D): ProfileState =>
    state.status === 'none' ? state : step(state, data);

/** A rule for a profile of the household that asks; one of another household is as if it did not exist. */
const ofOwn =
  <D extends { readonly accountId: string }>(rule: (state: Known, data: D) => Decision<ProfileEvent, Rejection>) =>
  (state: ProfileState, data: D): Decision<ProfileEvent, Rejection> =>
    state.status === 'active' && state.accountId === data.accountId
      ? rule(state, data)
      : refuse('profile.unknown', 'There is no such profile.');

/** The age up to which films are made for children; a kids' profile is never above it. */
export const KIDS_CAP = 12;

/** One person of a household. */
export const profileDecider: Decider<ProfileState, ProfileCommand, ProfileEvent> = {
  category: 'profile',
  initial: { status: 'none' },
  evolve: evolveBy<ProfileState, ProfileEvent>({
    'identity.ProfileCreated': (_, created) => ({
      ...created,
      status: 'active',
      autoplay: true,
      audioLanguage: null,
      subtitles: 'off',
      pinHash: null,
      offer: null,
    }),
    'identity.ProfileChanged': change((state, { name, avatar, language, autoplay }) => ({
      ...state,
      name: name ?? state.name,
      avatar: avatar ?? state.avatar,
      language: language ?? state.language,
      autoplay: autoplay ?? state.autoplay,
    })),
    'identity.MaturityCapSet': change((state, { maturityCap, kids }) => ({ ...state, maturityCap, kids })),
    'identity.PinSet': change((state, { hash }) => ({ ...state, pinHash: hash })),
    'identity.PlaybackPreferencesSet': change((state, { audioLanguage, subtitles }) => ({
      ...state,
      audioLanguage,
      subtitles,
    })),
    'identity.ProfileOffered': change((state, { offerId, expiresAt }) => ({ ...state, offer: { offerId, expiresAt } })),
    'identity.ProfileTransferred': change((state, { accountId, name }) => ({
      ...state,
      accountId,
      name,
      pinHash: null,
      offer: null,
    })),
    'identity.ProfileDeleted': change((state) => ({ ...state, status: 'deleted' })),
  }),
  decide: decideBy<ProfileState, ProfileCommand, ProfileEvent, Rejection>({
    CreateProfile: (state, data) => {
      if (state.status !== 'none') return refuse('profile.exists', 'This profile is there already; choose a new id.');
      return data.kids && data.maturityCap > KIDS_CAP
        ? refuse('profile.cap-above-kids', `A kids' profile sees films up to ${KIDS_CAP} years; choose a lower age.`)
        : accepted<ProfileEvent>({ type: 'identity.ProfileCreated', data });
    },
    ChangeProfile: ofOwn((_, data) => accepted<ProfileEvent>({ type: 'identity.ProfileChanged', data })),
    SetMaturityCap: ofOwn((state, data) => {
      if (state.maturityCap === data.maturityCap && state.kids === data.kids) return accepted();
      return data.kids && data.maturityCap > KIDS_CAP
        ? refuse('profile.cap-above-kids', `A kids' profile sees films up to ${KIDS_CAP} years; choose a lower age.`)
        : accepted<ProfileEvent>({ type: 'identity.MaturityCapSet', data });
    }),
    SetPin: ofOwn((state, data) =>
      data.hash === null && state.pinHash === null
        ? accepted()
        : accepted<ProfileEvent>({ type: 'identity.PinSet', data }),
    ),
    SetPlaybackPreferences: ofOwn((_, data) =>
      accepted<ProfileEvent>({ type: 'identity.PlaybackPreferencesSet', data }),
    ),
    OfferProfile: ofOwn((_, data) => accepted<ProfileEvent>({ type: 'identity.ProfileOffered', data })),
    AcceptProfile: (state, data, at) => {
      if (state.status !== 'active' || state.offer?.offerId !== data.offerId || at >= state.offer.expiresAt)
        return refuse('profile.offer-over', 'This offer was taken, replaced or has ended. Ask for a new link.');
      return state.accountId === data.accountId
        ? refuse('profile.own', 'This profile is yours already.')
        : accepted<ProfileEvent>({
            type: 'identity.ProfileTransferred',
            data: { ...data, fromAccountId: state.accountId as AccountId },
          });
    },
    DeleteProfile: ofOwn((_, data) => accepted<ProfileEvent>({ type: 'identity.ProfileDeleted', data })),
  }),
};
