import { z } from 'zod';
import type { Keyring } from '../http/keyring.ts';

const DAY_SECONDS = 24 * 3600;
/** Lists show the same posters again and again, and signing is the dearest part of showing one. */
const REMEMBERED = 5000;
const signed = new WeakMap<Keyring, Map<string, string>>();
/** `k`: what kind of caller was shown the picture. `t`: the title whose poster it is. */
const ImageToken = z.strictObject({ a: z.string(), t: z.string(), k: z.enum(['viewer', 'staff']), x: z.number() });

/** Whose poster, and to whom it was shown. */
export interface PosterOf {
  readonly assetId: string;
  readonly titleId: string;
  readonly caller: 'viewer' | 'staff';
}

/**
 * The path of an asset's poster. The token is the same all day, so that browsers can cache the picture, and lasts until
 * the end of the next day.
 * @param now milliseconds since the Unix epoch
 */
export function posterPath(keyring: Keyring, poster: PosterOf, now: number): string {
  const expires = (Math.floor(now / 1000 / DAY_SECONDS) + 2) * DAY_SECONDS;
  const known = signed.get(keyring) ?? new Map<string, string>();
  signed.set(keyring, known);
  const key = `${poster.assetId}/${poster.titleId}/${poster.caller}/${expires}`;
  const path = known.get(key) ?? sign(keyring, poster, expires);
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, path);
  return path;
}

function sign(keyring: Keyring, { assetId, titleId, caller }: PosterOf, expires: number): string {
  return `/images/${keyring.sign('image', { a: assetId, t: titleId, k: caller, x: expires })}/${assetId}.jpg`;
}

/** What a token of `posterPath` says, if it opens the poster of this asset now. */
export function openPoster(keyring: Keyring, token: string, assetId: string, now: number): PosterOf | undefined {
  const payload = ImageToken.safeParse(keyring.open('image', token)).data;
  if (payload === undefined || payload.a !== assetId || now / 1000 > payload.x) return undefined;
  return { assetId, titleId: payload.t, caller: payload.k };
}
