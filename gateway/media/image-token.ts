import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Caller } from '../../ports/identity.ts';
import { Audience } from '../../schemas/identity/audience.ts';
import type { Keyring } from '../http/keyring.ts';
import { perGateway } from '../per-gateway.ts';
import type { GatewayPorts } from '../ports.ts';
import { groupOf } from '../graphql/context.ts';

const DAY_SECONDS = 24 * 3600;
/** Lists show the same posters again and again, and signing costs more than the rest of showing one. */
const REMEMBERED = 20_000;
/**
 * `k`, `m`, `c`: what kind of caller was shown the picture, what limits what they see, and where they were. `t`: the title whose poster it is. `o`: the account that
 * is shown it because it bought the title. */
const ImageToken = z.strictObject({
  a: z.string(),
  t: z.string(),
  k: z.enum(['viewer', 'staff']),
  m: Audience.optional(),
  c: z.string().optional(),
  o: z.string().optional(),
  exp: z.number(),
});

/** Whose poster, and to whom it was shown. */
export interface PosterOf {
  readonly assetId: string;
  readonly titleId: string;
  readonly caller: Pick<Caller, 'kind' | 'audience' | 'territory'>;
  /** The account that is shown it because it bought the title; undefined: everybody like the caller is. */
  readonly owner?: string | undefined;
}

const signed = perGateway(() => new LRUCache<string, string>({ max: REMEMBERED }));

/**
 * The path of an asset's poster; a promise of it when it has to be signed first. The token is the same all day, so that
 * browsers can cache the picture, and lasts until the end of the next day.
 */
export function posterPath(ports: GatewayPorts, poster: PosterOf): string | Promise<string> {
  const expires = (Math.floor(ports.now() / 1000 / DAY_SECONDS) + 2) * DAY_SECONDS;
  const key = `${poster.assetId}/${poster.titleId}/${groupOf(poster.caller)}/${poster.owner ?? ''}/${expires}`;
  return signed(ports).get(key) ?? remember(ports, key, signPoster(ports.keyring, poster, expires));
}

async function remember(ports: GatewayPorts, key: string, signing: Promise<string>): Promise<string> {
  const path = await signing;
  signed(ports).set(key, path);
  return path;
}

/** Signs the path of a poster. `expires` in seconds since the Unix epoch. */
export async function signPoster(
  keyring: Keyring,
  { assetId, titleId, caller, owner }: PosterOf,
  expires: number,
): Promise<string> {
  const claims = {
    a: assetId,
    t: titleId,
    k: caller.kind,
    m: caller.audience,
    c: caller.territory,
    o: owner,
    exp: expires,
  };
  return `/images/${await keyring.sign('image', claims)}/${assetId}.jpg`;
}

/** What a token of `posterPath` says, if it opens the poster of this asset now. */
export async function openPoster(
  keyring: Keyring,
  token: string,
  assetId: string,
  now: number,
): Promise<PosterOf | undefined> {
  const { data } = ImageToken.safeParse(await keyring.open('image', token, { now }));
  return data === undefined || data.a !== assetId
    ? undefined
    : {
        assetId,
        titleId: data.t,
        ...(data.o === undefined ? {} : { owner: data.o }),
        caller: { kind: data.k, audience: data.m, ...(data.c === undefined ? {} : { territory: data.c }) },
      };
}
