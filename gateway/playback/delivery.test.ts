import assert from 'node:assert/strict';
import { Outage } from '../../ports/outage.ts';
import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { test } from 'node:test';
import type { JWTPayload } from 'jose';
import { language } from '../../schemas/language.ts';
import { createKeyring } from '../http/keyring.ts';
import { signPoster } from '../media/image-token.ts';
import { profileRow } from '../testing/fakes.ts';
import { pick } from '../testing/start.ts';
import { keyring, MANIFEST, SEGMENT, withPackage } from '../testing/package.ts';
import { signDelivery } from './session-token.ts';

/** Sends the path as it is, without the cleaning that `fetch` does. */
const rawGet = (url: string, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: new URL(url).port, path }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject);
  });

test('starting playback gives URLs whose token covers manifests and segments', async (t) => {
  const { ask, url, title, packageId } = await withPackage(t);
  const answer = await ask(
    'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename ... on PlaybackStarted { hlsUrl dashUrl resumeAtMs expiresAt title { id } } } }',
    { c: randomUUID(), id: title.titleId },
  );
  assert.equal(pick(answer, 'startPlayback.__typename'), 'PlaybackStarted', JSON.stringify(answer));
  const hls = await fetch(new URL(String(pick(answer, 'startPlayback.hlsUrl')), url));
  assert.equal(hls.headers.get('content-type'), 'application/vnd.apple.mpegurl');
  assert.equal(hls.headers.get('cache-control'), 'public, max-age=60');
  assert.equal(await hls.text(), MANIFEST);
  const segment = await fetch(new URL('v360/1.m4s', new URL(String(pick(answer, 'startPlayback.dashUrl')), url)));
  assert.equal(segment.headers.get('content-type'), 'video/iso.segment');
  assert.match(segment.headers.get('cache-control') ?? '', /immutable/);
  assert.deepEqual(Buffer.from(await segment.arrayBuffer()), SEGMENT);
  assert.equal(
    pick(answer, 'startPlayback.expiresAt'),
    '2026-06-01T12:15:00.000Z',
    `a quarter of an hour for ${packageId}`,
  );
});

test('no media byte without a token that fits', async (t) => {
  const { url, media, packageId, other, token, seconds, asset, title } = await withPackage(t);
  const sign = (payload: JWTPayload): Promise<string> => keyring.sign('delivery', payload);
  const good = { p: packageId, t: title.titleId, s: randomUUID(), exp: seconds + 3600 };
  const refused: readonly (readonly [string, number])[] = [
    [`/v/${token}/${other}/master.m3u8`, 403],
    [`/v/${token}/${other}/v360/1.m4s`, 403],
    [`/v/${await sign({ ...good, exp: seconds - 61 })}/${packageId}/master.m3u8`, 403],
    [`/v/${await sign({ ...good, exp: seconds - 61 })}/${packageId}/v360/1.m4s`, 403],
    [`/v/${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}/${packageId}/master.m3u8`, 403],
    [`/v/${token.replace('.', '.e')}/${packageId}/master.m3u8`, 403],
    [`/v/${await keyring.sign('image', good)}/${packageId}/master.m3u8`, 403],
    [`/v/${await createKeyring(['another-secret-entirely']).sign('delivery', good)}/${packageId}/master.m3u8`, 403],
    [`/v/${await sign({ t: good.t, s: good.s, exp: good.exp })}/${packageId}/master.m3u8`, 403],
    [`/v/${await sign({ p: good.p, s: good.s, exp: good.exp })}/${packageId}/master.m3u8`, 403],
    [`/v/${await sign({ ...good, t: randomUUID() })}/${packageId}/master.m3u8`, 403],
    [`/v//${packageId}/master.m3u8`, 403],
    [`/v/${token}/${packageId.toUpperCase()}/master.m3u8`, 403],
    [`/v/${token}/${packageId}/../../${other}/1/master.m3u8`, 404],
    [`/v/${token}/${packageId}/..%2f..%2f${other}%2f1%2fmaster.m3u8`, 404],
    [`/v/${token}/${packageId}/%2e%2e/%2e%2e/${other}/1/master.m3u8`, 404],
    [`/v/${token}/${packageId}/v360/..%5c..%5cmaster.m3u8`, 404],
    [`/v/${token}/${packageId}//etc/passwd`, 404],
    [`/v/${token}/${packageId}/master.m3u8%00.mp4`, 404],
    [`/v/${token}/${packageId}/notes.txt`, 404],
    [`/v/${token}/${packageId}/absent.m4s`, 404],
    [`/v/${token}/${packageId}/v360`, 404],
    [`/v/${token}/${packageId}/`, 404],
    [`/packages/${packageId}/1/master.m3u8`, 404],
    [`/v/packages/${packageId}/1/master.m3u8`, 403],
    [`/images/${token}/${asset.assetId}.jpg`, 403],
    [`/images/x/${asset.assetId}.jpg`, 403],
    [`/posters/${packageId}/1.jpg`, 404],
    [`/uploads/${packageId}`, 404],
    ['/sources/film', 503],
  ];
  for (const [path, status] of refused) {
    const answer = await rawGet(url, path);
    assert.ok(answer.status === status || (status === 404 && answer.status === 400), `${path}: ${answer.status}`);
    assert.ok(!answer.body.includes('EXTM3U') && !answer.body.includes('a picture'), path);
  }
  assert.equal((await fetch(`${media}/master.m3u8`)).status, 200, 'the token itself is good');
  assert.equal(
    (await fetch(`${url}/v/${await sign({ ...good, exp: seconds - 59 })}/${packageId}/master.m3u8`)).status,
    200,
    'a minute of skew is forgiven',
  );
});

test('ranges, conditions and HEAD work as players expect', async (t) => {
  const { media } = await withPackage(t);
  const segment = `${media}/v360/1.m4s`;
  const range = async (header: string, extra: Record<string, string> = {}) =>
    fetch(segment, { headers: { range: header, ...extra } });
  const some = await range('bytes=10-19');
  assert.equal(some.status, 206);
  assert.equal(some.headers.get('content-range'), 'bytes 10-19/1000');
  assert.deepEqual(Buffer.from(await some.arrayBuffer()), SEGMENT.subarray(10, 20));
  assert.deepEqual(Buffer.from(await (await range('bytes=-5')).arrayBuffer()), SEGMENT.subarray(995));
  assert.deepEqual(Buffer.from(await (await range('bytes=990-')).arrayBuffer()), SEGMENT.subarray(990));
  assert.equal((await range('bytes=990-2000')).headers.get('content-range'), 'bytes 990-999/1000');
  assert.equal((await range('bytes=1000-')).status, 416);
  for (const ignored of ['bytes=5-1', 'items=0-1', 'bytes=0-1,5-6', 'bytes=x'])
    assert.equal((await range(ignored)).status, 200, ignored);
  const etag = some.headers.get('etag') ?? assert.fail('no etag');
  assert.equal((await fetch(segment, { headers: { 'if-none-match': etag } })).status, 304);
  assert.equal((await range('bytes=0-1', { 'if-range': etag })).status, 206);
  assert.equal((await range('bytes=0-1', { 'if-range': '"another"' })).status, 200);
  const head = await fetch(segment, { method: 'HEAD' });
  assert.deepEqual(
    [head.status, head.headers.get('content-length'), head.headers.get('access-control-allow-origin')],
    [200, '1000', '*'],
  );
});

test('manifests travel compressed to whoever takes that, segments never', async (t) => {
  const { media } = await withPackage(t);
  const encodings = async (path: string, accept: string): Promise<[string | null, string]> => {
    const answer = await fetch(`${media}/${path}`, { headers: { 'accept-encoding': accept } });
    return [answer.headers.get('content-encoding'), await answer.text()];
  };
  assert.deepEqual(await encodings('master.m3u8', 'gzip'), ['gzip', MANIFEST]);
  assert.deepEqual(await encodings('manifest.mpd', 'br, gzip'), ['gzip', '<MPD/>']);
  assert.deepEqual(await encodings('master.m3u8', 'identity'), [null, MANIFEST]);
  assert.equal((await encodings('v360/1.m4s', 'gzip'))[0], null);
  assert.equal((await fetch(`${media}/absent.m3u8`)).status, 404);
});

test('a poster keeps its address all day and is not there for guessers', async (t) => {
  const { url, ask, asset, clock, poster } = await withPackage(t);
  const shown = async (): Promise<unknown> =>
    pick(await ask('query T($id: ID!) { title(id: $id) { posterUrl } }', { id: poster.titleId }), 'title.posterUrl');
  const path = String(await shown());
  clock.now += 3600_000;
  assert.equal(await shown(), path);
  const picture = await fetch(url + path);
  assert.deepEqual([picture.status, picture.headers.get('content-type')], [200, 'image/jpeg']);
  assert.equal((await fetch(url + path.replace(asset.assetId, randomUUID()))).status, 403);
  clock.now += 2 * 24 * 3600_000;
  assert.equal((await fetch(url + path)).status, 403);
});

test('tokens never reach the log', async (t) => {
  const { media, token, logger, url, poster, clock } = await withPackage(t);
  await fetch(`${media}/master.m3u8?CMCD=bl%3D1`);
  await fetch(url + (await signPoster(keyring, poster, clock.now / 1000 + 3600)), {
    headers: { authorization: 'Bearer operator-token-for-tests' },
  });
  const lines = JSON.stringify(logger.lines);
  assert.match(lines, /\/v\/\*\*\*\//);
  assert.match(lines, /\/images\/\*\*\*\//);
  assert.ok(!lines.includes(token) && !lines.includes('operator-token-for-tests') && !lines.includes('CMCD'));
});

test('taking a title down stops films, manifests and posters that are under way', async (t) => {
  const { url, media, title, rows, signals, poster, clock, calls, packageId, seconds } = await withPackage(t);
  const picture = url + (await signPoster(keyring, poster, clock.now / 1000 + 3600));
  const staffPicture =
    url + (await signPoster(keyring, { ...poster, caller: { kind: 'staff' } }, clock.now / 1000 + 3600));
  const delivery = { packageId, titleId: title.titleId, sessionId: randomUUID(), caller: { kind: 'staff' } } as const;
  const staffToken = await signDelivery(keyring, { ...delivery, expires: seconds + 3600 });
  const staffFilm = `${url}/v/${staffToken}/${packageId}/v360/1.m4s`;
  const statuses = (): Promise<number[]> =>
    Promise.all(
      [`${media}/v360/1.m4s`, `${media}/master.m3u8`, picture, staffPicture, staffFilm].map(
        async (each) => (await fetch(each)).status,
      ),
    );
  assert.deepEqual(await statuses(), [200, 200, 200, 200, 200]);
  const asked = calls.filter((call) => call === 'titles.byId').length;
  for (let segment = 0; segment < 20; segment++) await (await fetch(`${media}/v360/1.m4s`)).arrayBuffer();
  assert.equal(calls.filter((call) => call === 'titles.byId').length, asked, 'no statement for a segment');

  rows.titles[0] = { ...title, status: 'unpublished' };
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.deepEqual(await statuses(), [410, 410, 410, 200, 200], 'staff still see the poster, and the film');
  rows.titles[0] = title;
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.deepEqual(await statuses(), [200, 200, 200, 200, 200]);
});

test('what is rated above the cap of whoever watches stops, film and poster, as if it were not there', async (t) => {
  const { url, title, rows, signals, poster, clock, packageId, seconds } = await withPackage(t);
  const audience = { maturityCap: 12, kids: true };
  const caller = { kind: 'viewer', audience } as const;
  rows.titles[0] = { ...title, age: 12 };
  const picture = url + (await signPoster(keyring, { ...poster, caller }, clock.now / 1000 + 3600));
  const claims = { packageId, titleId: title.titleId, sessionId: randomUUID(), caller, expires: seconds + 3600 };
  const film = `${url}/v/${await signDelivery(keyring, claims)}/${packageId}`;
  const statuses = (): Promise<number[]> =>
    Promise.all([`${film}/v360/1.m4s`, `${film}/master.m3u8`, picture].map(async (each) => (await fetch(each)).status));
  assert.deepEqual(await statuses(), [200, 200, 200]);
  for (const age of [16, null]) {
    rows.titles[0] = { ...title, age };
    signals.publish(`read.titles.${title.titleId}`, {});
    assert.deepEqual(await statuses(), [403, 403, 404], String(age));
  }
});

test('a film that plays stops when the cap of its profile is lowered below it, or the profile is deleted', async (t) => {
  const { url, title, rows, signals, packageId, seconds } = await withPackage(t);
  const profile = profileRow({ maturityCap: 16 });
  rows.profiles[0] = profile;
  rows.titles[0] = { ...title, age: 16 };
  const caller = { kind: 'viewer', audience: { maturityCap: 16, kids: false } } as const;
  const claims = { packageId, titleId: title.titleId, sessionId: randomUUID(), caller, expires: seconds + 3600 };
  const token = await signDelivery(keyring, { ...claims, household: profile.profileId });
  const status = async (): Promise<number> => (await fetch(`${url}/v/${token}/${packageId}/v360/1.m4s`)).status;
  const change = (changes: Partial<typeof profile>): void => {
    rows.profiles[0] = { ...profile, ...changes };
    signals.publish(`read.profiles.${profile.profileId}`, {});
  };
  assert.equal(await status(), 200);
  change({ maturityCap: 12 });
  assert.equal(await status(), 403);
  change({ maturityCap: 18 });
  assert.equal(await status(), 200);
  change({ deleted: true });
  assert.equal(await status(), 403);
});

test('films go on while the read models are away', async (t) => {
  const { media, queries, title } = await withPackage(t);
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 200);
  queries.titles.byId = () => Promise.reject(new Error('connect ECONNREFUSED'));
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 200, title.titleId);
});

test('a title that was taken down is gone while its read model stands still', async (t) => {
  const { media, title, log, signals, ask, url, poster, clock, queries } = await withPackage(t);
  const picture = url + (await signPoster(keyring, poster, clock.now / 1000 + 3600));
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 200);
  const told = (type: string, data: object, more: object = {}) => {
    const event = language.encode({ type, data: { titleId: title.titleId, ...data } }, randomUUID(), {
      $correlationId: title.titleId,
      $causationId: title.titleId,
      commandId: randomUUID(),
      actor: { kind: 'staff', id: 'operator' },
      occurredAt: new Date().toISOString(),
    });
    return { stream: `title-${title.titleId}`, event: { ...event, metadata: { ...event.metadata, ...more } } };
  };
  const live = { packageId: title.packageId, name: 'A film' };
  const details = { name: 'A film', synopsis: null, releaseYear: null, attribution: null };
  log.write([
    told('catalog.TitleCreated', { assetId: randomUUID(), details }),
    told('catalog.TitleUnpublished', { reason: 'rights' }),
  ]);
  // Only the waiting of some seconds is spared: the row says that it is published, and goes on saying so.
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 410);
  assert.equal((await fetch(`${media}/master.m3u8`)).status, 410);
  assert.equal((await fetch(picture)).status, 410);
  const play = 'mutation P($c: ID!, $id: ID!) { startPlayback(commandId: $c, titleId: $id) { __typename } }';
  const started = await ask(play, { c: randomUUID(), id: title.titleId });
  assert.equal(pick(started, 'startPlayback.__typename'), 'NotFound');
  log.write([told('catalog.TitlePublished', live)]);
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 200);
  const ofTomorrow = { schema: 'catalog.TitleUnpublished@99' };
  log.write([told('catalog.TitleUnpublished', { reason: 'rights' }, ofTomorrow)]);
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 410, 'what a newer version wrote takes it down too');
  log.write([told('catalog.TitlePublished', live, { schema: 'catalog.TitlePublished@99' })]);
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 410, 'and publishes nothing that is not understood');
  log.write([told('catalog.TitlePublished', live)]);
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 200);
  const byId = queries.titles.byId;
  queries.titles.byId = () => Promise.reject(new Outage('the database is away'));
  log.write([told('catalog.TitleUnpublished', { reason: 'rights' })]);
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 410, 'while the database is away, the log counts');
  queries.titles.byId = byId;
  log.write([told('catalog.TitlePublished', live)]);
  signals.publish(`read.titles.${title.titleId}`, {});
  log.setAway(true);
  signals.publish(`read.titles.${title.titleId}`, {});
  assert.equal((await fetch(`${media}/v360/1.m4s`)).status, 200, 'while the log is away, the row counts');
});
