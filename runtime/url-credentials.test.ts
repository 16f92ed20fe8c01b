import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialsOf, withCredentialsOf, withoutCredentials } from './url-credentials.ts';

const of = (url: string) => credentialsOf(url, 'REPRISE_X_URL');

test('a password ends at the host and may have colons; what is percent-encoded is read', () => {
  assert.deepEqual(of('nats://me:a:b:@h:1/x'), { user: 'me', password: 'a:b:' });
  assert.deepEqual(of('esdb+discover://m%40e:p%3Aq%25@a:1,b:2?tls=true'), { user: 'm@e', password: 'p:q%' });
  assert.deepEqual(of('redis://:p@h'), { user: '', password: 'p' });
  assert.deepEqual(of('me:p@h:1'), { user: 'me', password: 'p' });
  assert.deepEqual(of('tls://token@h'), { user: 'token', password: undefined });
  for (const url of ['nats://h:1/x', 'postgres://h/db?user=a@b', 'h']) assert.equal(of(url), undefined);
});

test('what is not percent-encoded is said with the variable, and not shown', () => {
  for (const url of ['nats://me:s3cret100%@h', 'redis://s3cret%zz@h', 'nats://s3cret%ff:p@h'])
    assert.throws(
      () => of(url),
      (error: Error) =>
        error.message.endsWith('percent-encode the user and password in REPRISE_X_URL.') &&
        !/s3cret/.test(error.message),
    );
});

test('a URL can be written without them, or so that a client that splits at every colon reads them too', () => {
  assert.equal(withoutCredentials('nats://me:a:b@h:1/x'), 'nats://h:1/x');
  assert.equal(withoutCredentials('me:p@h:1'), 'h:1');
  const url = 'esdb://me:a:b@h:1?tls=false';
  assert.equal(withCredentialsOf(url, of(url) ?? assert.fail()), 'esdb://me:a%3Ab@h:1?tls=false');
  const several = 'esdb://me:p@a:1,b:2?x=c@d';
  assert.equal(withCredentialsOf(several, of(several) ?? assert.fail()), several);
});
