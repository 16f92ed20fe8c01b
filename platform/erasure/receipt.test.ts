import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { KEPT, publicJwk, readReceipt, receiptKey, signReceipt, type Receipt } from './receipt.ts';

const key = receiptKey('a secret of this installation alone');
const receipt: Receipt = {
  iss: 'reprise log x',
  sub: randomUUID(),
  keyDestroyedAt: '2026-01-02T03:04:05.000Z',
  confirmedAt: '2026-01-02T03:04:06.000Z',
  places: [{ place: 'vault.keys', left: 0, sealed: 0 }],
  kept: [...KEPT],
};

it('a receipt is read by whoever has the key, as it was signed', async () => {
  deepEqual(await readReceipt(key, `${await signReceipt(key, receipt)}\n`), receipt);
});

it('a receipt that was changed, signed by another, or not signed is none', async () => {
  const jws = await signReceipt(key, receipt);
  const [header = '', , signature = ''] = jws.split('.');
  const forged = Buffer.from(JSON.stringify({ ...receipt, sub: randomUUID() })).toString('base64url');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const other = await signReceipt(receiptKey('another secret of another place'), receipt);
  for (const text of [`${header}.${forged}.${signature}`, `${none}.${forged}.`, other, '', 'x.y.z'])
    equal(await readReceipt(key, text), undefined, text);
});

it('the key is the same at every start, and its public half holds nothing secret', async () => {
  const jwk = await publicJwk(key);
  deepEqual(jwk, await publicJwk(receiptKey('a secret of this installation alone')));
  deepEqual(Object.keys(jwk).toSorted(), ['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});
