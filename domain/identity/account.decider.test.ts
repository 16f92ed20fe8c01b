import { describe, it } from 'node:test';
import { given, testRecording } from '../testing/given.ts';
import { accountDecider } from './account.decider.ts';
import type { AccountEvent } from './account.decider.ts';
import { accountId, box, linkId, otherLinkId } from './samples.ts';

const email = box('mail');
const hash = box('hash');
const locale = 'en';
const soon = '2026-01-02T04:00:00.000Z';
const past = '2026-01-02T03:00:00.000Z';
const registered: AccountEvent = {
  type: 'identity.AccountRegistered',
  data: { accountId, email, via: 'password', locale },
};
const sent = (
  purpose: Extract<AccountEvent, { type: 'identity.LinkSent' }>['data']['purpose'],
  link = linkId,
  expiresAt = soon,
): AccountEvent => ({
  type: 'identity.LinkSent',
  data: { accountId, linkId: link, purpose, email, expiresAt, locale },
});
const verified: AccountEvent = { type: 'identity.EmailVerified', data: { accountId, linkId } };
const set = (reason: 'registered' | 'changed' | 'reset'): AccountEvent => ({
  type: 'identity.PasswordSet',
  data: { accountId, hash, reason, email, locale },
});
const leaving = {
  type: 'identity.ErasureRequested',
  data: { accountId, dueAt: soon, email, locale },
} as const satisfies AccountEvent;
const erased: AccountEvent = { type: 'identity.SubjectErased', data: { accountId, keyDestroyedAt: soon } };
const verify = { type: 'VerifyEmail', data: { accountId, linkId } } as const;
const reset = { type: 'SetPassword', data: { accountId, hash, linkId } } as const;

describe('account', () => {
  it('is registered once, with a password or without', () => {
    const data = { accountId, email, via: 'password', locale } as const;
    given(accountDecider)
      .when({ type: 'RegisterAccount', data: { ...data, hash } })
      .thenEvents(registered, set('registered'));
    given(accountDecider).when({ type: 'RegisterAccount', data }).thenEvents(registered);
    given(accountDecider, registered).when({ type: 'RegisterAccount', data }).thenRefused('account.exists');
  });

  it('is verified by its link, once, in time, and by no other', () => {
    given(accountDecider, registered, sent('verify-email')).when(verify).thenEvents(verified);
    given(accountDecider, registered, sent('verify-email', otherLinkId)).when(verify).thenRefused('account.link-used');
    given(accountDecider, registered, sent('verify-email', linkId, past))
      .when(verify)
      .thenRefused('account.link-used');
    given(accountDecider, registered, sent('reset-password')).when(verify).thenRefused('account.link-used');
    given(accountDecider, registered).when(verify).thenRefused('account.link-used');
    // Opening the link a second time is not an error to a person.
    given(accountDecider, registered, sent('verify-email'), verified).when(verify).thenEvents();
  });

  it('is verified together with the password of who came first only until a link was sent to choose one', () => {
    const first = [registered, set('registered'), sent('verify-email')];
    given(accountDecider, ...first, sent('reset-password', otherLinkId))
      .when(verify)
      .thenRefused('account.link-used');
    given(accountDecider, ...first, sent('reset-password', otherLinkId), sent('verify-email'))
      .when(verify)
      .thenEvents(verified);
  });

  it('sends no link to verify what is verified', () => {
    const send = {
      type: 'SendLink',
      data: { accountId, linkId, purpose: 'verify-email', email, expiresAt: soon },
    } as const;
    given(accountDecider, registered).when(send).thenEvents(sent('verify-email'));
    given(accountDecider, registered, verified).when(send).thenEvents();
    given(accountDecider).when(send).thenRefused('account.unknown');
  });

  it('gets a new password by a link, which proves the address too', () => {
    const opened = [registered, sent('reset-password')];
    given(accountDecider, ...opened)
      .when(reset)
      .thenEvents(set('reset'), verified);
    given(accountDecider, verified, ...opened, verified)
      .when(reset)
      .thenEvents(set('reset'));
    given(accountDecider, ...opened, set('reset'))
      .when(reset)
      .thenRefused('account.link-used');
    given(accountDecider, registered, sent('verify-email')).when(reset).thenRefused('account.link-used');
    given(accountDecider, registered, sent('accept-invitation')).when(reset).thenEvents(set('reset'), verified);
    given(accountDecider, registered, sent('accept-invitation'), set('reset'))
      .when(reset)
      .thenRefused('account.link-used');
  });

  it('moves to another address, and links to the old one end', () => {
    const next = box('next');
    const change = { type: 'ChangeEmail', data: { accountId, linkId, email: next } } as const;
    const changed: AccountEvent = {
      type: 'identity.EmailChanged',
      data: { accountId, linkId, email: next, before: email, locale },
    };
    given(accountDecider, registered, sent('change-email')).when(change).thenEvents(changed);
    given(accountDecider, registered, sent('change-email'), changed).when(change).thenRefused('account.link-used');
    given(accountDecider, registered, sent('reset-password'), sent('change-email'), changed)
      .when(reset)
      .thenRefused('account.link-used');
  });

  it('is forgotten without a request only while nobody proved that it is theirs', () => {
    const forget = { type: 'ForgetUnproved', data: { accountId } } as const;
    const begun: AccountEvent = { type: 'identity.ErasureBegun', data: { accountId } };
    given(accountDecider, registered, set('registered')).when(forget).thenEvents(begun);
    given(accountDecider, registered, verified).when(forget).thenEvents();
    given(accountDecider, registered, leaving).when(forget).thenEvents();
    given(accountDecider).when(forget).thenRefused('account.unknown');
  });

  it('has each role once', () => {
    const grant = { type: 'GrantRole', data: { accountId, role: 'editor' } } as const;
    const granted: AccountEvent = { type: 'identity.RoleGranted', data: grant.data };
    const revoke = { type: 'RevokeRole', data: grant.data } as const;
    given(accountDecider, registered).when(grant).thenEvents(granted);
    given(accountDecider, registered, granted).when(grant).thenEvents();
    given(accountDecider, registered, set('registered')).when(grant).thenRefused('account.unverified');
    given(accountDecider, registered, set('registered'), sent('verify-email'), verified)
      .when(grant)
      .thenEvents(granted);
    given(accountDecider, registered).when(revoke).thenEvents();
    given(accountDecider, registered, granted)
      .when(revoke)
      .thenEvents({ type: 'identity.RoleRevoked', data: grant.data });
  });

  it('is administrator no longer only after that was given up where another one is made sure of', () => {
    const admin = { accountId, role: 'admin' } as const;
    const granted: AccountEvent = { type: 'identity.RoleGranted', data: admin };
    const revoked: AccountEvent = { type: 'identity.RoleRevoked', data: admin };
    const ask = { accountId, dueAt: soon };
    const term = testRecording(1).metadata.commandId;
    for (const data of [admin, { ...admin, term: linkId }])
      given(accountDecider, registered, granted)
        .when({ type: 'RevokeRole', data })
        .thenRefused('account.administrator');
    given(accountDecider, registered, granted)
      .when({ type: 'RevokeRole', data: { ...admin, term } })
      .thenEvents(revoked);
    given(accountDecider, registered, granted)
      .when({ type: 'RequestErasure', data: ask })
      .thenRefused('account.administrator');
    given(accountDecider, registered, granted)
      .when({ type: 'RequestErasure', data: { ...ask, term } })
      .thenEvents(revoked, leaving);
    given(accountDecider, registered, granted, revoked).when({ type: 'RequestErasure', data: ask }).thenEvents(leaving);
    given(accountDecider, registered, leaving).when({ type: 'GrantRole', data: admin }).thenRefused('account.leaving');
  });

  it('is forgotten only after somebody asked, who may stay until then', () => {
    const record = { type: 'RecordErasure', data: { accountId, keyDestroyedAt: soon } } as const;
    const stay = { type: 'CancelErasure', data: { accountId } } as const;
    const begin = { type: 'BeginErasure', data: { accountId } } as const;
    const stays: AccountEvent = { type: 'identity.ErasureCancelled', data: { accountId } };
    const due: AccountEvent = { ...leaving, data: { ...leaving.data, dueAt: past } };
    const begun: AccountEvent = { type: 'identity.ErasureBegun', data: { accountId } };
    given(accountDecider, registered)
      .when({ type: 'RequestErasure', data: { accountId, dueAt: soon } })
      .thenEvents(leaving);
    given(accountDecider, registered, leaving).when(stay).thenEvents(stays);
    given(accountDecider, registered, leaving).when(begin).thenRefused('account.stays');
    given(accountDecider, registered, due, stays).when(begin).thenRefused('account.stays');
    given(accountDecider, registered, due, stays, leaving).when(begin).thenRefused('account.stays');
    given(accountDecider, registered, due).when(begin).thenEvents(begun);
    for (const before of [[], [due], [due, stays]])
      given(accountDecider, registered, ...before)
        .when(record)
        .thenRefused('account.stays');
    for (const command of [stay, begin, reset])
      given(accountDecider, registered, due, begun).when(command).thenRefused('account.erased');
    given(accountDecider, registered, due, begun).when(record).thenEvents(erased);
    given(accountDecider, registered, due, begun, erased).when(record).thenEvents();
    given(accountDecider, registered, due, begun, erased).when(stay).thenRefused('account.erased');
  });
});

describe('an account and providers of sign-ins', () => {
  const one = { accountId, provider: 'one', subject: box('S') };
  const two = { ...one, provider: 'two' };
  const register = { type: 'RegisterByOpenId', data: { ...one, email, locale } } as const;
  const made: readonly AccountEvent[] = [
    { type: 'identity.AccountRegistered', data: { accountId, email, via: 'openid', locale } },
    { type: 'identity.OpenIdLinked', data: { ...one, proved: true } },
  ];

  it('is made by one, with its address proved, once', () => {
    given(accountDecider)
      .when(register)
      .thenEvents(...made);
    given(accountDecider, ...made)
      .when(register)
      .thenRefused('account.exists');
    given(accountDecider, ...made)
      .when({ type: 'SendLink', data: { accountId, linkId, purpose: 'verify-email', email, expiresAt: soon } })
      .thenEvents();
  });
  it('has one sign-in of each', () => {
    given(accountDecider, ...made)
      .when({ type: 'LinkOpenId', data: one })
      .thenRefused('openid.linked');
    given(accountDecider, ...made)
      .when({ type: 'LinkOpenId', data: two })
      .thenEvents({ type: 'identity.OpenIdLinked', data: { ...two, proved: false } });
  });
  it('gives one up, but not as the last way in', () => {
    const unlink = { type: 'UnlinkOpenId', data: { accountId, provider: 'one' } } as const;
    const unlinked: AccountEvent = { type: 'identity.OpenIdUnlinked', data: one };
    given(accountDecider, ...made)
      .when(unlink)
      .thenRefused('openid.last-way');
    given(accountDecider, ...made)
      .when({ ...unlink, data: { ...unlink.data, hasPasskey: true } })
      .thenEvents(unlinked);
    given(accountDecider, ...made)
      .when({ ...unlink, data: { ...unlink.data, hasPasskey: true } })
      .thenEvents(unlinked);
    given(accountDecider, ...made, { type: 'identity.OpenIdLinked', data: { ...two, proved: false } })
      .when(unlink)
      .thenEvents(unlinked);
    given(accountDecider, ...made, {
      type: 'identity.PasswordSet',
      data: { accountId, hash, reason: 'reset', email, locale },
    })
      .when(unlink)
      .thenEvents(unlinked);
    given(accountDecider, ...made, unlinked)
      .when(unlink)
      .thenEvents();
  });
});
