import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capPackage } from './capped-package.ts';

const hls = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,URI="audio/index.m3u8",GROUP-ID="audio"
#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360,AUDIO="audio"
v360/index.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=1920x1080,AUDIO="audio"
v1080/index.m3u8
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,RESOLUTION=640x360,URI="v360/iframes.m3u8"
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,RESOLUTION=1920x1080,URI="v1080/iframes.m3u8"
`;
const dash = `<MPD><Period>
<AdaptationSet id="0" contentType="video" maxHeight="1080">
  <Representation id="0" width="640" height="360"><SegmentTemplate media="v360/$Number$.m4s"/></Representation>
  <Representation id="1" width="1920" height="1080"><SegmentTemplate media="v1080/$Number$.m4s"/></Representation>
</AdaptationSet>
<AdaptationSet id="1" contentType="audio"><Representation id="2"><SegmentTemplate media="audio/$Number$.m4s"/></Representation></AdaptationSet>
</Period></MPD>`;

test('what is too high is in no manifest, and its folder is withheld', () => {
  const { withheld, hasPicture, ...capped } = capPackage({ hls, dash }, 720);
  assert.deepEqual([[...withheld], hasPicture], [['v1080'], true]);
  for (const text of [capped.hls, capped.dash]) {
    assert.doesNotMatch(text, /v1080/);
    assert.match(text, /v360/);
    assert.match(text, /audio/);
  }
  assert.equal(capped.hls.match(/STREAM-INF/g)?.length, 2);
});

test('a height that is allowed leaves everything as it is, and one below all leaves no picture', () => {
  const { withheld, ...whole } = capPackage({ hls, dash }, 1080);
  assert.deepEqual({ ...whole, size: withheld.size }, { hls, dash, hasPicture: true, size: 0 });
  const none = capPackage({ hls, dash }, 200);
  assert.deepEqual([none.hasPicture, [...none.withheld]], [false, ['v360', 'v1080']]);
  assert.doesNotMatch(none.dash, /contentType="video"/);
  const ofAll = '<AdaptationSet contentType="video" height="1080"><Representation id="0"/></AdaptationSet>';
  assert.equal(capPackage({ hls, dash: ofAll }, 720).dash, '');
});
