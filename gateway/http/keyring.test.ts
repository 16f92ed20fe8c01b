import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createHmac, hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { createKeyring } from './keyring.ts';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const OLD = 'an-old-secret-of-some-length';
const NEW = 'a-new-secret-of-some-length';

test('what was signed for a purpose opens for that purpose only', async () => {
  const keyring = createKeyring([NEW]);
  const token = await keyring.sign('delivery', { p: 'package', n: 12 });
  assert.deepEqual(await keyring.open('delivery', token), { p: 'package', n: 12 });
  assert.deepEqual(await keyring.open('delivery', token), { p: 'package', n: 12 }, 'from memory');
  assert.equal(await keyring.open('image', token), undefined);
  assert.equal(await keyring.open('profile', token), undefined);
});

test('every changed character of a token spoils it', async () => {
  const keyring = createKeyring([NEW]);
  const token = await keyring.sign('session', { s: 'session', n: 7 });
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === 'A' ? 'B' : 'A';
    const forged = token.slice(0, at) + other + token.slice(at + 1);
    assert.equal(await keyring.open('session', forged), undefined, `character ${at}`);
  }
  for (const rubbish of ['', '.', '..', 'a.b.c', token + 'A', token.slice(1), `${token}.${token}`, 'A'.repeat(5000)])
    assert.equal(await keyring.open('session', rubbish), undefined, rubbish.slice(0, 20));
});

test('a token that signs itself is worth nothing', async () => {
  const keyring = createKeyring([NEW]);
  const [header = ''] = (await keyring.sign('session', { s: 'x' })).split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const none = new UnsecuredJWT({ s: 'x' }).encode();
  const stranger = await new SignJWT({ s: 'x' })
    .setProtectedHeader({ alg: 'HS256', kid })
    .sign(new TextEncoder().encode('a key that is not ours, with 32 bytes'));
  const other = await new SignJWT({ s: 'x' })
    .setProtectedHeader({ alg: 'HS512', kid })
    .sign(new TextEncoder().encode('another key that is not ours, of more than 64 bytes as HS512 wants it to be'));
  for (const token of [none, stranger, other]) assert.equal(await keyring.open('session', token), undefined);
});

test('what others sign with the same key opens as long as it looks like ours, and ours is a token for others', async () => {
  const keyring = createKeyring([NEW]);
  const token = await keyring.sign('session', { s: 'x', exp: 4_000_000_000 });
  const bytes = hkdfSync('sha256', NEW, 'reprise', 'jwt/session', 32);
  const key = new Uint8Array(bytes);
  const { payload, protectedHeader } = await jwtVerify(token, key);
  assert.deepEqual(payload, { s: 'x', exp: 4_000_000_000 });
  const { kid = '' } = protectedHeader;
  const theirs = await new SignJWT({ s: 'x' }).setProtectedHeader({ alg: 'HS256', kid }).sign(key);
  assert.deepEqual(await keyring.open('session', theirs), { s: 'x' });
  for (const header of [
    { alg: 'HS256', kid, typ: 'JWT' },
    { kid, alg: 'HS256' },
    { alg: 'HS256', kid, crit: ['exp'], exp: 1 },
    { alg: 'HS256', kid, b64: false },
    { alg: 'HS256' },
  ] as const) {
    const signed = `${encoded(header)}.${encoded({ s: 'x' })}`;
    const signature = createHmac('sha256', key).update(signed).digest('base64url');
    assert.equal(await keyring.open('session', `${signed}.${signature}`), undefined, JSON.stringify(header));
  }
  for (const claims of [[], null, 'x', { exp: 'tomorrow' }]) {
    const signed = `${encoded({ alg: 'HS256', kid })}.${encoded(claims)}`;
    const signature = createHmac('sha256', key).update(signed).digest('base64url');
    assert.equal(await keyring.open('session', `${signed}.${signature}`), undefined, JSON.stringify(claims));
  }
});

test('a token ends when it says, also one that was opened before', async () => {
  const keyring = createKeyring([NEW]);
  const token = await keyring.sign('delivery', { exp: 1000 });
  const at = (seconds: number, skewSeconds = 0) =>
    keyring.open('delivery', token, { now: seconds * 1000, skewSeconds });
  assert.deepEqual(await at(1000), { exp: 1000 });
  assert.equal(await at(1001), undefined);
  assert.deepEqual(await at(1060, 60), { exp: 1000 });
  assert.equal(await at(1061, 60), undefined);
});

test('a rotated secret still opens old tokens, until it is dropped', async () => {
  const token = await createKeyring([OLD]).sign('image', { a: 1 });
  assert.deepEqual(await createKeyring([NEW, OLD]).open('image', token), { a: 1 });
  assert.equal(await createKeyring([NEW]).open('image', token), undefined);
  const fresh = await createKeyring([NEW, OLD]).sign('image', { a: 2 });
  assert.deepEqual(await createKeyring([NEW]).open('image', fresh), { a: 2 });
});

test('a digest is the same for a purpose wherever the secret is, and no other way', () => {
  const digest = createKeyring([NEW]).digest('attempts', 'mara@example.org');
  assert.equal(createKeyring([NEW, OLD]).digest('attempts', 'mara@example.org'), digest);
  assert.match(digest, /^[\w-]{43}$/);
  const others = [
    createKeyring([OLD]).digest('attempts', 'mara@example.org'),
    createKeyring([NEW]).digest('other', 'mara@example.org'),
    createKeyring([NEW]).digest('attempts', 'mara@example.com'),
  ];
  assert.ok(!others.includes(digest));
});

test('a short or missing secret is refused', () => {
  assert.throws(() => createKeyring(['short']), /at least 16/);
  assert.throws(() => createKeyring([]), /at least one secret/);
});

const VECTORS = '/work/shared/data/adversarial/wycheproof-json_web_signature_test.json';

test(
  'no vector of Project Wycheproof opens, whatever its key and algorithm',
  { skip: !existsSync(VECTORS) },
  async () => {
    const keyring = createKeyring([NEW, OLD]);
    const { testGroups } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
      testGroups: { tests: { jws: unknown }[] }[];
    };
    const tokens = testGroups
      .flatMap(({ tests }) => tests.map(({ jws }) => jws))
      .filter((jws) => typeof jws === 'string');
    assert.ok(tokens.length > 300, String(tokens.length));
    for (const token of tokens)
      for (const purpose of ['access', 'refresh', 'link/verify-email'])
        assert.equal(await keyring.open(purpose, token), undefined, token.slice(0, 100));
  },
);
