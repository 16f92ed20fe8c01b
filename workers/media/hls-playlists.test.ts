import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIframes, parseMediaPlaylist, ratesOf, tidyManifest, tidyMaster } from './hls-playlists.ts';

const variant = (bandwidth: number, track: string, group: string): string =>
  `#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="avc1.640028,mp4a.40.2",AUDIO="${group}"\n${track}/index.m3u8`;
const master = [
  '#EXTM3U',
  '',
  '#EXT-X-INDEPENDENT-SEGMENTS',
  '#EXT-X-MEDIA:TYPE=AUDIO,URI="a64/index.m3u8",GROUP-ID="a64",NAME="English",DEFAULT=NO,AUTOSELECT=YES',
  '#EXT-X-MEDIA:TYPE=AUDIO,URI="a128/index.m3u8",GROUP-ID="a128",NAME="English",DEFAULT=NO,AUTOSELECT=YES',
  variant(300_000, 'v234', 'a64'),
  variant(5_000_000, 'v1080', 'a64'),
  variant(360_000, 'v234', 'a128'),
  variant(2_100_000, 'v540', 'a128'),
  variant(5_100_000, 'v1080', 'a128'),
  '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="v234/iframes.m3u8"',
  '',
].join('\n');

test('each rung keeps its own audio group, the rung to start with comes first, each group has one default', () => {
  const tidy = tidyMaster(master, (track) => (track === 'v234' ? 'a64' : 'a128'));
  assert.deepEqual(
    [...tidy.matchAll(/AUDIO="(\w+)"\n(\w+)\//g)].map(([, group, track]) => `${track}+${group}`),
    ['v540+a128', 'v234+a64', 'v1080+a128'],
  );
  assert.equal(tidy.match(/DEFAULT=YES/g)?.length, 2);
  assert.match(tidy, /^#EXTM3U\n#EXT-X-VERSION:7\n/);
  assert.match(tidy, /I-FRAME-STREAM-INF[^\n]*\n$/);
});

test('a silent film keeps all its variants', () => {
  const silent =
    '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=10\nv234/index.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=20\nv360/index.m3u8\n';
  assert.equal(tidyMaster(silent, () => undefined).match(/STREAM-INF/g)?.length, 2);
});

test('a media playlist is read with its map, lengths and end', () => {
  const playlist = parseMediaPlaylist(
    '#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:6.006,\n1.m4s\n#EXTINF:2.5,\n2.m4s\n#EXT-X-ENDLIST\n',
  );
  assert.deepEqual(playlist, {
    init: 'init.mp4',
    segments: [
      { uri: '1.m4s', seconds: 6.006 },
      { uri: '2.m4s', seconds: 2.5 },
    ],
    ended: true,
  });
});

const rates = {
  tracks: new Map([
    ['v234', { peak: 400_000.2, average: 200_000 }],
    ['v540', { peak: 2_500_000, average: 2_000_000 }],
    ['a64', { peak: 70_000, average: 64_000 }],
    ['a128', { peak: 140_000, average: 128_000 }],
  ]),
  iframes: new Map([['v234', { peak: 30_000, average: 20_000 }]]),
};

test('a variant needs what its picture and its sound need at their peaks, as measured', () => {
  const tidy = tidyMaster(master, (track) => (track === 'v234' ? 'a64' : 'a128'), rates);
  assert.match(tidy, /BANDWIDTH=470001,[^\n]*\nv234\//);
  assert.match(tidy, /BANDWIDTH=2640000,[^\n]*\nv540\//);
  assert.match(tidy, /I-FRAME-STREAM-INF:BANDWIDTH=30000,URI="v234/);
  const manifest =
    '<Representation id="0" bandwidth="1" width="1"><SegmentTemplate media="v234/$Number$.m4s"/></Representation>';
  assert.match(tidyManifest(manifest, rates), / bandwidth="400001"/);
});

test('the peak is that of the worst half second or more, however the film ends', () => {
  const second = { bytes: 125_000, ms: 1000 };
  assert.deepEqual(ratesOf([second, { bytes: 125_000, ms: 500 }], 6000), { peak: 2e6, average: (2e6 * 2) / 3 });
  // One frame at the end is no peak by itself and counts with what stands before it.
  const { peak } = ratesOf(
    [
      { bytes: 750_000, ms: 6000 },
      { bytes: 50_000, ms: 40 },
    ],
    6000,
  );
  assert.equal(Math.round(peak), Math.round((800_000 * 8000) / 6040));
  assert.deepEqual(ratesOf([{ bytes: 1000, ms: 100 }], 6000), { peak: 80_000, average: 80_000 });
});

test('I-frames are measured by their byte ranges', () => {
  const text =
    '#EXTM3U\n#EXTINF:6.000,\n#EXT-X-BYTERANGE:18831@84\n1.m4s\n#EXTINF:3.000,\n#EXT-X-BYTERANGE:5630@84\n2.m4s\n';
  assert.deepEqual(parseIframes(text), [
    { bytes: 18_831, ms: 6000 },
    { bytes: 5630, ms: 3000 },
  ]);
});
