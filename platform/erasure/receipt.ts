import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign, compactVerify, exportJWK, type JWK } from 'jose';
import { z } from 'zod';
import { ErasedPlace } from '../../schemas/identity/erasure.events.ts';

/** Goes before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** What is not destroyed, and why nobody is found by it. */
export const KEPT: readonly string[] = [
  'ids of the account, its profiles, devices and playbacks, and the times of events: they lead to nobody',
  'kinds of devices, settings of profiles and roles, in events',
  'what was watched, under the id of a profile that leads to nobody; totals count it as before',
  'invoices, payments and refunds with their amounts, dates and country, as the law wants books to be kept: under the id of the account, without a name or an address',
  'at the payment provider: its record of a customer, which it knows by the id of the account alone, and what it took and gave back',
  'values that were sealed with the destroyed key: nobody can read them',
  'backups of the vault from before that day, until they expire',
];

/** What a receipt says. */
export const Receipt = z.object({
  iss: z.string().describe('the address of the installation'),
  sub: z.uuid().describe('the account'),
  keyDestroyedAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime(),
  places: z.array(ErasedPlace),
  kept: z.array(z.string()),
});
export type Receipt = z.infer<typeof Receipt>;

/** The key that receipts are signed with, made of a secret text. */
export const receiptKey = (secret: string): KeyObject => {
  const seed = createHash('sha256').update(`reprise receipt ${secret}`).digest();
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
};

/** The public half, for whoever checks receipts. */
export async function publicJwk(key: KeyObject): Promise<JWK> {
  const jwk = await exportJWK(createPublicKey(key));
  return { ...jwk, alg: 'EdDSA', use: 'sig', kid: await calculateJwkThumbprint(jwk) };
}

/** A receipt as a compact JWS (EdDSA). */
export async function signReceipt(key: KeyObject, receipt: Receipt): Promise<string> {
  const { kid = '' } = await publicJwk(key);
  return new CompactSign(Buffer.from(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'reprise-erasure-receipt+jws', kid })
    .sign(key);
}

/** What a receipt says; undefined: it was not signed with this key, or was changed. */
export async function readReceipt(key: KeyObject, jws: string): Promise<Receipt | undefined> {
  try {
    const { payload } = await compactVerify(jws.trim(), createPublicKey(key), { algorithms: ['EdDSA'] });
    return Receipt.safeParse(JSON.parse(Buffer.from(payload).toString())).data;
  } catch {
    return undefined;
  }
}
