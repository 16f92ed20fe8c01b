import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import { perGateway } from '../per-gateway.ts';
import type { GatewayPorts } from '../ports.ts';

/** What a passkey is asked for. `sub`: whose passkey it has to be; a sign-in takes anybody's. */
export type PasskeyPurpose = 'sign-in' | 'second-factor' | 'confirm' | 'add';

/** How long a browser may take, ms. */
export const PASSKEY_MS = 10 * 60_000;

/** Whom passkeys are made for: the host of the public URL, and where pages of ours may ask for them. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** Undefined: passkeys cannot be used here, as the platform is reached by a number instead of a name. This machine has `localhost`. */
export function relyingPartyOf({ publicUrl }: Pick<GatewayPorts, 'publicUrl'>): RelyingParty | undefined {
  if (publicUrl === '') return undefined;
  const { hostname, origin, protocol, port } = new URL(publicUrl);
  // Browsers know this machine by a name as well, by which it may be tried out.
  if (hostname === '127.0.0.1' || hostname === '[::1]')
    return { id: 'localhost', origin: new URL(`${protocol}//localhost:${port}`).origin };
  return isIP(hostname.replaceAll(/[[\]]/g, '')) === 0 ? { id: hostname, origin } : undefined;
}

/** The bytes that a passkey signs: a token of ours, so that nothing has to be kept for those who never come back. */
export async function newChallenge(
  { keyring, now }: GatewayPorts,
  purpose: PasskeyPurpose,
  sub?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const exp = Math.floor((now() + PASSKEY_MS) / 1000);
  const token = await keyring.sign(`passkey/${purpose}`, { jti: randomUUID(), exp, ...(sub && { sub }) });
  return new TextEncoder().encode(token);
}

/** The name of a challenge of ours for this purpose and account. Undefined: it is none, or has ended. @param challenge base64url */
export async function openChallenge(
  { keyring, now }: GatewayPorts,
  purpose: PasskeyPurpose,
  challenge: string,
  sub?: string,
): Promise<string | undefined> {
  const token = Buffer.from(challenge, 'base64url').toString('latin1');
  const claims = await keyring.open(`passkey/${purpose}`, token, { now: now() });
  return claims?.['sub'] === sub && typeof claims?.['jti'] === 'string' ? claims['jti'] : undefined;
}

const usedHere = perGateway(() => new LRUCache<string, true>({ max: 50_000, ttl: 2 * PASSKEY_MS }));

/** Uses a challenge up. False: it was before. While the shared counters are away each gateway knows its own alone. */
export async function useUp(ports: GatewayPorts, jti: string): Promise<boolean> {
  const here = usedHere(ports);
  if (here.has(jti)) return false;
  here.set(jti, true);
  const totals = await ports.counters.addMany([[`passkey:${jti}`, 1]], 2 * PASSKEY_MS);
  return (totals?.[0] ?? 1) <= 1;
}
