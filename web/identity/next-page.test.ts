import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPage } from './next-page.ts';

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
