import { z } from 'zod';
import type { Keyring } from '../http/keyring.ts';

const DAY_SECONDS = 24 * 3600;
/** Lists show the same posters again and again, and signing is the dearest part of showing one. */
const REMEMBERED = 5000;
const signed = new WeakMap<Keyring, Map<string, string>>();
const ImageToken = z.strictObject({ a: z.string(), x: z.number() });

/**
 * The path of an asset's poster. The token is the same all day, so that browsers can cache the picture, and lasts until
 * the end of the next day.
 * @param now milliseconds since the Unix epoch
 */
export function posterPath(keyring: Keyring, assetId: string, now: number): string {
  const expires = (Math.floor(now / 1000 / DAY_SECONDS) + 2) * DAY_SECONDS;
  const known = signed.get(keyring) ?? new Map<string, string>();
  signed.set(keyring, known);
  const key = `${assetId}/${expires}`;
  const path = known.get(key) ?? sign(keyring, assetId, expires);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, path);
  return path;
}

function sign(keyring: Keyring, assetId: string, expires: number): string {
  return `/images/${keyring.sign('image', { a: assetId, x: expires })}/${assetId}.jpg`;
}

/** Whether `token` opens the poster of this asset now. */
export function opensPoster(keyring: Keyring, token: string, assetId: string, now: number): boolean {
  const payload = ImageToken.safeParse(keyring.open('image', token)).data;
  return payload !== undefined && payload.a === assetId && now / 1000 <= payload.x;
}
