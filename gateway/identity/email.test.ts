import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEmail } from './email.ts';

test('an address is kept as it was written, and found in any case', () => {
  for (const [given, address, key] of [
    ['mara@example.org', 'mara@example.org', 'mara@example.org'],
    ['  Mara.Lind+films@Example.ORG\n', 'Mara.Lind+films@example.org', 'mara.lind+films@example.org'],
    [
      "o'neil_%&x/y=z?a^b{c}|d~!#$*-@ex-ample.co.uk",
      "o'neil_%&x/y=z?a^b{c}|d~!#$*-@ex-ample.co.uk",
      "o'neil_%&x/y=z?a^b{c}|d~!#$*-@ex-ample.co.uk",
    ],
    ['jörg@bücher.example', 'jörg@xn--bcher-kva.example', 'jörg@xn--bcher-kva.example'],
    ['JO\u0308RG@BÜCHER.example', 'JÖRG@xn--bcher-kva.example', 'jörg@xn--bcher-kva.example'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])
    assert.deepEqual(readEmail(given ?? ''), { address, key }, given);
});

test('letters that only look alike make another address', () => {
  const cyrillic = readEmail('m\u0430ra@example.org');
  assert.notEqual(cyrillic?.key, readEmail('mara@example.org')?.key);
  assert.notEqual(readEmail('mara@ex\u0430mple.org')?.key, readEmail('mara@example.org')?.key);
});

test('what no message could go to, or what a header would read as more, is no address', () => {
  for (const text of [
    '',
    '@',
    'mara',
    '@example.org',
    'mara@',
    'mara@localhost',
    'mara@example..org',
    'mara@-example.org',
    'mara@example.org.',
    'mara@[127.0.0.1]',
    'mara@127.0.0.1',
    'mara@1.2',
    'a@b@example.org',
    '.mara@example.org',
    'mara.@example.org',
    'ma..ra@example.org',
    'ma ra@example.org',
    'mara@exam ple.org',
    'mara@eve.example/example.org',
    'mara@eve.example?example.org',
    'mara@eve.example#.example.org',
    'mara@eve%2eexample.org',
    '=?utf-8?q?eve=40eve.example=3e=00?=@example.org',
    '"mara"@example.org',
    'Mara <mara@example.org>',
    'mara@example.org,eve@example.org',
    'mara@example.org\r\nBcc: eve@example.org',
    'mara\r\nBcc:eve@example.org',
    'mara\u0000@example.org',
    'mara\u200b@example.org',
    'mara\u202e@example.org',
    'mara\ud800@example.org',
    `${'a'.repeat(65)}@example.org`,
    `mara@${'a'.repeat(64)}.org`,
    `mara@${'a.'.repeat(130)}org`,
    'x'.repeat(1_000_000),
  ])
    assert.equal(readEmail(text), undefined, JSON.stringify(text.slice(0, 60)));
});
