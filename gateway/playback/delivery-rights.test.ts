import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { storedWindow, titleRow } from '../testing/fakes.ts';
import { SEGMENT, withPackage } from '../testing/package.ts';

const MASTER = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360
v360/index.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=320x180
v180/index.m3u8
`;

test('a window keeps its height in the manifest and at the segment, and ends for players that are running', async (t) => {
  const { media, root, packageId, title, rows, clock, signals } = await withPackage(t);
  mkdirSync(join(root, `packages/${packageId}/1/v180`), { recursive: true });
  writeFileSync(join(root, `packages/${packageId}/1/v180/1.m4s`), SEGMENT);
  writeFileSync(join(root, `packages/${packageId}/1/master.m3u8`), MASTER);
  const end = new Date(clock.now + 3_600_000).toISOString();
  rows.titles[0] = titleRow({ ...title, windows: [storedWindow({ end, maxHeight: 240 })], rightsRevision: '0' });
  const get = async (file: string) => {
    const response = await fetch(`${media}/${file}`);
    return { status: response.status, text: await response.text() };
  };
  assert.doesNotMatch((await get('master.m3u8')).text, /v360/);
  assert.match((await get('master.m3u8')).text, /v180/);
  assert.deepEqual([(await get('v180/1.m4s')).status, (await get('v360/1.m4s')).status], [200, 403]);
  rows.titles[0] = titleRow({ ...title, windows: [storedWindow({ end })], rightsRevision: '0' });
  signals.publish(`read.titles.${title.titleId}`, {});
  await signals.delivered();
  assert.equal((await get('v360/1.m4s')).status, 200);
  clock.now = Date.parse(end) - 1;
  assert.equal((await get('v360/1.m4s')).status, 200);
  clock.now = Date.parse(end);
  assert.equal((await get('v360/1.m4s')).status, 403, 'no event says that it is over');
});
