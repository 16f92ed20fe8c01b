import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIdentity } from './identity.ts';
import { createKeyring } from './keyring.ts';

const keyring = createKeyring(['a-secret-for-tests-only']);
const identity = createIdentity({ keyring, operatorToken: 'operator-token-for-tests', secure: false });
const cookieOf = (setCookie: string | undefined): string =>
  setCookie?.split(';')[0] ?? assert.fail('no cookie was set');

test('only the exact operator token makes an operator', () => {
  assert.equal(identity.isOperator('Bearer operator-token-for-tests'), true);
  for (const given of [
    undefined,
    '',
    'Bearer ',
    'Bearer operator-token-for-test',
    'Bearer operator-token-for-testsX',
    'Basic operator-token-for-tests',
    'operator-token-for-tests',
  ])
    assert.equal(identity.isOperator(given), false, String(given));
});

test('a viewer keeps the profile of the signed cookie', () => {
  const first = identity.identify({ authorization: undefined, cookie: undefined });
  assert.match(first.setCookie ?? '', /HttpOnly; SameSite=Lax$/);
  const again = identity.identify({ authorization: undefined, cookie: `theme=dark; ${cookieOf(first.setCookie)}` });
  assert.equal(again.setCookie, undefined);
  assert.deepEqual(again.caller, { kind: 'viewer', profileId: first.caller.profileId });
});

test('a forged cookie is replaced by a new profile', () => {
  const victim = identity.identify({ authorization: undefined, cookie: undefined });
  const stranger = createIdentity({
    keyring: createKeyring(['another-secret-entirely']),
    operatorToken: 'operator-token-for-tests',
    secure: false,
  });
  const forged = [
    cookieOf(stranger.identify({ authorization: undefined, cookie: undefined }).setCookie),
    `reprise_profile=${victim.caller.profileId}`,
    `reprise_profile=${keyring.sign('session', { i: victim.caller.profileId })}`,
    `reprise_profile=${keyring.sign('profile', { i: 'not-a-uuid' })}`,
  ];
  for (const cookie of forged) {
    const seen = identity.identify({ authorization: undefined, cookie });
    assert.notEqual(seen.caller.profileId, victim.caller.profileId);
    assert.notEqual(seen.setCookie, undefined);
  }
});

test('behind https the cookie is secure', () => {
  const secure = createIdentity({ keyring, operatorToken: 'operator-token-for-tests', secure: true });
  assert.match(secure.identify({ authorization: undefined, cookie: undefined }).setCookie ?? '', /; Secure$/);
});
