import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { followFilm, publishFilm } from '../../platform/demo/follow-film.ts';
import type { GatewayClient } from '../../platform/demo/gateway-client.ts';
import { uploadFilm } from '../../platform/demo/upload-film.ts';

const PLAY = `mutation ($commandId: ID!, $titleId: ID!) { startPlayback(commandId: $commandId, titleId: $titleId) {
  ... on PlaybackStarted { hlsUrl } } }`;
const Played = z.object({ data: z.object({ startPlayback: z.object({ hlsUrl: z.string() }) }) });

/** Brings a film in and publishes it. @returns the address of its manifest for one anonymous viewer, signed */
export async function publishedManifest(client: GatewayClient, gatewayUrl: string, path: string): Promise<URL> {
  const uploaded = await uploadFilm(client, path, randomUUID(), () => undefined);
  assert.ok(uploaded !== undefined);
  await followFilm(
    client,
    uploaded,
    () => undefined,
    () => undefined,
  );
  const { titleId } = uploaded;
  await publishFilm(client, titleId, { name: 'Watched', synopsis: '', releaseYear: 2026, attribution: '' });
  const response = await fetch(new URL('/graphql', gatewayUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: PLAY, variables: { commandId: randomUUID(), titleId } }),
  });
  return new URL(Played.parse(await response.json()).data.startPlayback.hlsUrl, gatewayUrl);
}

/** The text of a manifest, and the addresses in it, one after the other. */
async function manifestAt(url: URL): Promise<readonly URL[]> {
  const response = await fetch(url);
  assert.equal(response.status, 200, url.pathname);
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => new URL(line, url));
}

/** Goes on watching: the manifest, that of a rendition and its first segment, again and again, as players do. */
export function watch(master: URL) {
  const stopping = new AbortController();
  /** Instants (`performance.now()`), and whether all three came. */
  const looks: { readonly at: number; readonly came: boolean }[] = [];
  const look = async (): Promise<boolean> => {
    const [rendition] = await manifestAt(master);
    assert.ok(rendition !== undefined);
    const [segment] = await manifestAt(rendition);
    assert.ok(segment !== undefined);
    const response = await fetch(segment);
    return response.status === 200 && (await response.arrayBuffer()).byteLength > 0;
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const came = await look().catch(() => false);
      looks.push({ at: performance.now(), came });
      await sleep(20);
    }
  })();
  return {
    came: () => looks.some(({ came }) => came),
    /** How long after an instant it went on, ms; undefined: it was not interrupted after it, or has not gone on. */
    interruption(since: number): number | undefined {
      const failed = looks.findIndex(({ at, came }) => at > since && !came);
      const back = failed < 0 ? undefined : looks.slice(failed).find(({ came }) => came);
      return back === undefined ? undefined : back.at - since;
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await running;
    },
  };
}
