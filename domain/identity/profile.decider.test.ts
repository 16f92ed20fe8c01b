import { describe, it } from 'node:test';
import { later } from '../kernel/later.ts';
import { given, testInstant } from '../testing/given.ts';
import { profileDecider } from './profile.decider.ts';
import type { ProfileEvent } from './profile.decider.ts';
import { accountId, box, offerId, otherAccountId, otherLinkId, profileId } from './samples.ts';

const who = { profileId, accountId };
const grownUp = { ...who, name: box(), avatar: 'amber', kids: false, maturityCap: 18, language: 'en' } as const;
const created: ProfileEvent = { type: 'identity.ProfileCreated', data: grownUp };

describe('profile', () => {
  it('is made once, and a child’s sees nothing above its age', () => {
    given(profileDecider).when({ type: 'CreateProfile', data: grownUp }).thenEvents(created);
    given(profileDecider, created).when({ type: 'CreateProfile', data: grownUp }).thenRefused('profile.exists');
    given(profileDecider)
      .when({ type: 'CreateProfile', data: { ...grownUp, kids: true } })
      .thenRefused('profile.cap-above-kids');
    given(profileDecider, created)
      .when({ type: 'SetMaturityCap', data: { ...who, kids: true, maturityCap: 13 } })
      .thenRefused('profile.cap-above-kids');
    given(profileDecider, created)
      .when({ type: 'SetMaturityCap', data: { ...who, kids: false, maturityCap: 18 } })
      .thenEvents();
  });

  it('is changed by its household alone', () => {
    const data = { profileId, accountId: otherAccountId };
    given(profileDecider, created).when({ type: 'DeleteProfile', data }).thenRefused('profile.unknown');
    given(profileDecider, created)
      .when({ type: 'ChangeProfile', data: { ...data, autoplay: false } })
      .thenRefused('profile.unknown');
    given(profileDecider, created)
      .when({ type: 'SetPlaybackPreferences', data: { ...data, audioLanguage: 'de', subtitles: 'off' } })
      .thenRefused('profile.unknown');
    given(profileDecider, created)
      .when({ type: 'SetPin', data: { ...data, hash: null } })
      .thenRefused('profile.unknown');
  });

  it('goes over to whoever takes the newest offer in time, once and without its PIN', () => {
    const offer: ProfileEvent = {
      type: 'identity.ProfileOffered',
      data: { ...who, offerId, expiresAt: later(testInstant, 1000) },
    };
    const take = { profileId, accountId: otherAccountId, offerId, name: box('B') };
    const taken: ProfileEvent = { type: 'identity.ProfileTransferred', data: { ...take, fromAccountId: accountId } };
    const deleted: ProfileEvent = { type: 'identity.ProfileDeleted', data: who };
    const accept = { type: 'AcceptProfile', data: take } as const;
    given(profileDecider, created, offer).when(accept).thenEvents(taken);
    for (const history of [
      [created],
      [created, offer, taken],
      [created, offer, deleted],
      [created, offer, { ...offer, data: { ...offer.data, offerId: otherLinkId as unknown as typeof offerId } }],
      [created, { ...offer, data: { ...offer.data, expiresAt: testInstant } }],
    ] as const)
      given(profileDecider, ...history)
        .when(accept)
        .thenRefused('profile.offer-over');
    given(profileDecider, created, offer)
      .when({ ...accept, data: { ...take, accountId } })
      .thenRefused('profile.own');
    given(profileDecider, created, offer, taken)
      .when({ type: 'ChangeProfile', data: { ...who, autoplay: false } })
      .thenRefused('profile.unknown');
  });

  it('is gone when it is deleted', () => {
    const deleted: ProfileEvent = { type: 'identity.ProfileDeleted', data: who };
    given(profileDecider, created).when({ type: 'DeleteProfile', data: who }).thenEvents(deleted);
    given(profileDecider, created, deleted).when({ type: 'DeleteProfile', data: who }).thenRefused('profile.unknown');
  });
});
