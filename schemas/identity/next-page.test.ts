import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterSigningIn, nextPage } from './next-page.ts';

const origin = 'http://films.example';

test('the page that was asked for follows', () => {
  for (const page of ['/', '/account', '/watch/1?from=start', '/?q=a%20b', '/title/1#top'])
    assert.equal(nextPage(page, origin), page);
});

test('no link leads elsewhere after signing in', () => {
  const foreign = [
    undefined,
    '',
    'account',
    'https://evil.example/',
    'http://films.example/account',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/./\\evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    ' /account',
  ];
  for (const page of foreign) assert.equal(nextPage(page, origin), '/', String(page));
});

test('between signing in and films stands who is watching', () => {
  assert.equal(afterSigningIn('/'), '/profiles');
  assert.equal(afterSigningIn('/watch/1?from=start'), '/profiles?next=%2Fwatch%2F1%3Ffrom%3Dstart');
  for (const page of [
    '/account',
    '/profiles',
    '/profiles/1',
    '/studio/log?q=a',
    '/pair?code=BCDF-GHJK',
    '/provider/link?provider=a',
  ])
    assert.equal(afterSigningIn(page), page);
  assert.equal(afterSigningIn('/accounts'), '/profiles?next=%2Faccounts');
});
