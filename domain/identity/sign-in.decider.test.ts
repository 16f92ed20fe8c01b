import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { accountId, otherAccountId, profileId, signInId } from './samples.ts';
import { signInDecider } from './sign-in.decider.ts';
import type { SignInEvent } from './sign-in.decider.ts';

const who = { signInId, accountId };
const expiresAt = '2026-02-01T00:00:00.000Z';
const signedIn: SignInEvent = {
  type: 'identity.SignedIn',
  data: { ...who, method: 'password', device: 'Firefox on Linux', expiresAt },
};
const renewed = (generation: number): SignInEvent => ({
  type: 'identity.SignInRenewed',
  data: { ...who, generation, expiresAt },
});
const renew = (generation: number) => ({ type: 'RenewSignIn', data: { ...who, generation, expiresAt } }) as const;
const signedOut: SignInEvent = { type: 'identity.SignedOut', data: { ...who, reason: 'asked' } };
const signOut = { type: 'SignOut', data: { ...who, reason: 'asked' } } as const;

describe('sign-in', () => {
  it('exchanges each refresh token once, in order', () => {
    given(signInDecider, signedIn).when(renew(1)).thenEvents(renewed(1));
    given(signInDecider, signedIn, renewed(1)).when(renew(2)).thenEvents(renewed(2));
    given(signInDecider, signedIn, renewed(1)).when(renew(1)).thenRefused('sign-in.stale');
    given(signInDecider, signedIn).when(renew(2)).thenRefused('sign-in.stale');
  });

  it('ends when it is signed out, and at its end', () => {
    given(signInDecider, signedIn).when(signOut).thenEvents(signedOut);
    given(signInDecider, signedIn, signedOut).when(signOut).thenEvents();
    given(signInDecider, signedIn, signedOut).when(renew(1)).thenRefused('sign-in.over');
    given(signInDecider, signedIn)
      .when({ ...renew(1), at: expiresAt })
      .thenRefused('sign-in.over');
    given(signInDecider).when(renew(1)).thenRefused('sign-in.over');
  });

  it('is nobody else’s', () => {
    const data = { signInId, accountId: otherAccountId };
    given(signInDecider, signedIn)
      .when({ type: 'SignOut', data: { ...data, reason: 'asked' } })
      .thenRefused('sign-in.over');
    given(signInDecider, signedIn)
      .when({ type: 'ChooseProfile', data: { ...data, profileId } })
      .thenRefused('sign-in.over');
  });

  it('says when they proved who they are, and not by being let in', () => {
    const by = (method: 'password' | 'link' | 'passkey' | 'openid' | 'television'): SignInEvent => ({
      type: 'identity.SignedIn',
      data: { ...who, method, device: 'Firefox on Linux', expiresAt },
    });
    const proved = (...events: SignInEvent[]) => {
      const { state } = given(signInDecider, ...events);
      return state.status !== 'none' && state.provedAt === state.signedInAt;
    };
    for (const method of ['password', 'link', 'passkey'] as const) equal(proved(by(method)), true, method);
    for (const method of ['openid', 'television'] as const) {
      equal(proved(by(method)), false, method);
      equal(proved(by(method), { type: 'identity.SignInConfirmed', data: { ...who, method: 'openid' } }), true);
    }
  });

  it('remembers who is watching', () => {
    const choose = { type: 'ChooseProfile', data: { ...who, profileId } } as const;
    const chosen: SignInEvent = { type: 'identity.ProfileChosen', data: { ...who, profileId } };
    given(signInDecider, signedIn).when(choose).thenEvents(chosen);
    given(signInDecider, signedIn, chosen).when(choose).thenEvents(chosen);
    const { state } = given(signInDecider, signedIn, chosen, renewed(1));
    equal(state.status === 'open' && state.profileId, profileId);
  });
});
