import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createKeyring } from '../http/keyring.ts';
import { signDelivery } from '../playback/session-token.ts';
import { assetRow, titleRow } from './fakes.ts';
import { SECRET, startTestGateway } from './start.ts';

export const keyring = createKeyring([SECRET]);
export const MANIFEST = '#EXTM3U\n';
export const SEGMENT = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 251));

/** A gateway with the files of a title's package, and of another one. */
export async function withPackage(
  t: TestContext,
  clock: { now: number } = { now: Date.parse('2026-06-01T12:00:00Z') },
  given: Partial<Parameters<typeof startTestGateway>[1]> = {},
) {
  const packageId = randomUUID();
  const other = randomUUID();
  const asset = assetRow({ posterKey: `posters/${packageId}/1.jpg` });
  const title = titleRow({ packageId, assetId: asset.assetId, posterKey: asset.posterKey });
  const row = (id: string) => ({
    packageId: id,
    assetId: asset.assetId,
    storageKey: `packages/${id}/1`,
    hls: 'master.m3u8',
    dash: 'manifest.mpd',
    durationMs: 60_000,
    totalBytes: 1,
    maxHeight: 360,
  });
  const started = await startTestGateway(t, {
    ...given,
    now: () => clock.now,
    rows: { titles: [title], assets: [asset], packages: [row(packageId), row(other)] },
  });
  for (const id of [packageId, other]) {
    mkdirSync(join(started.root, `packages/${id}/1/v360`), { recursive: true });
    writeFileSync(join(started.root, `packages/${id}/1/master.m3u8`), MANIFEST);
    writeFileSync(join(started.root, `packages/${id}/1/manifest.mpd`), '<MPD/>');
    writeFileSync(join(started.root, `packages/${id}/1/v360/1.m4s`), SEGMENT);
    writeFileSync(join(started.root, `packages/${id}/1/notes.txt`), 'not for players');
  }
  mkdirSync(join(started.root, `posters/${packageId}`), { recursive: true });
  writeFileSync(join(started.root, asset.posterKey ?? ''), 'a picture');
  const seconds = Math.floor(clock.now / 1000);
  const token = await signDelivery(keyring, {
    packageId,
    titleId: title.titleId,
    sessionId: randomUUID(),
    caller: { kind: 'viewer' },
    expires: seconds + 3600,
  });
  const poster = { assetId: asset.assetId, titleId: title.titleId, caller: { kind: 'viewer' } } as const;
  return {
    ...started,
    packageId,
    other,
    asset,
    title,
    clock,
    seconds,
    token,
    poster,
    media: `${started.url}/v/${token}/${packageId}`,
  };
}
