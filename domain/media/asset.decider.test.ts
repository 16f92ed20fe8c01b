import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { assetDecider } from './asset.decider.ts';
import type { AssetEvent } from './asset.decider.ts';
import { assetId, encodingId, otherId, packageId, poster, probeOf, reason, sha, titleId, uploadId } from './samples.ts';
import type { PackageId } from '../../schemas/media/ids.ts';

const source = {
  assetId,
  uploadId,
  titleId,
  fileName: 'a.mp4',
  sizeBytes: 100,
  sha256: sha('a'),
  storageKey: `sources/${assetId}`,
};
const whole = { assetId, encodingId, packageId, durationMs: 12_000 };
const uploaded: AssetEvent = { type: 'media.AssetUploaded', data: source };
const probed: AssetEvent = { type: 'media.AssetProbed', data: { assetId, probe: probeOf() } };
const postered: AssetEvent = { type: 'media.PosterExtracted', data: { assetId, poster } };
const noted: AssetEvent = {
  type: 'media.AssetNoted',
  data: { assetId, stage: 'encode', notes: [{ code: 'damaged-pictures', message: 'Some pictures are damaged.' }] },
};
const refused: AssetEvent = { type: 'media.AssetRejected', data: { assetId, stage: 'encode', reason } };
const ready: AssetEvent = { type: 'media.AssetReady', data: whole };
const commands = {
  register: { type: 'RegisterAsset', data: source },
  probe: { type: 'RecordProbe', data: { assetId, probe: probeOf() } },
  note: { type: 'NoteAsset', data: noted.data },
  poster: { type: 'AttachPoster', data: { assetId, poster } },
  reject: { type: 'RejectAsset', data: { assetId, stage: 'encode', reason } },
  ready: { type: 'MarkAssetReady', data: whole },
} as const;

describe('asset', () => {
  it('goes from uploaded over probed to ready', () => {
    given(assetDecider).when(commands.register).thenEvents(uploaded);
    given(assetDecider, uploaded).when(commands.probe).thenEvents(probed);
    given(assetDecider, uploaded, probed).when(commands.poster).thenEvents(postered);
    given(assetDecider, uploaded, probed, postered).when(commands.ready).thenEvents(ready);
  });
  it('says nothing twice', () => {
    given(assetDecider, uploaded).when(commands.register).thenEvents();
    given(assetDecider, uploaded, probed).when(commands.probe).thenEvents();
    given(assetDecider, uploaded, probed, postered).when(commands.poster).thenEvents();
    given(assetDecider, uploaded, probed, ready).when(commands.ready).thenEvents();
    given(assetDecider, uploaded, refused).when(commands.reject).thenEvents();
  });
  it('notes once what each job says', () => {
    const other = { ...noted.data, stage: 'probe' } as const;
    given(assetDecider, uploaded).when(commands.note).thenEvents(noted);
    given(assetDecider, uploaded, probed, noted).when(commands.note).thenEvents();
    given(assetDecider, uploaded, probed, noted, ready).when(commands.note).thenEvents();
    given(assetDecider, uploaded, noted)
      .when({ type: 'NoteAsset', data: other })
      .thenEvents({ type: 'media.AssetNoted', data: other });
    given(assetDecider, uploaded, probed, ready).when(commands.note).thenRefused('asset.already-ready');
  });
  it('keeps its source', () =>
    given(assetDecider, uploaded)
      .when({ type: 'RegisterAsset', data: { ...source, sha256: sha('9') } })
      .thenRefused('asset.already-registered'));
  it('is not ready before it was probed', () =>
    given(assetDecider, uploaded).when(commands.ready).thenRefused('asset.not-probed'));
  it('can be rejected until it is ready', () => {
    for (const history of [[uploaded], [uploaded, probed]])
      given(assetDecider, ...history)
        .when(commands.reject)
        .thenEvents(refused);
    given(assetDecider, uploaded, probed, ready).when(commands.reject).thenRefused('asset.already-ready');
  });
  it('stays rejected', () => {
    for (const command of [commands.register, commands.probe, commands.note, commands.poster, commands.ready])
      given(assetDecider, uploaded, refused).when(command).thenRefused('asset.rejected');
  });
  it('stays ready with the same package and poster', () => {
    given(assetDecider, uploaded, probed, ready)
      .when({ type: 'MarkAssetReady', data: { ...whole, packageId: otherId as PackageId } })
      .thenRefused('asset.already-ready');
    given(assetDecider, uploaded, probed, ready).when(commands.poster).thenRefused('asset.already-ready');
  });
  it('must exist', () => {
    for (const command of [commands.probe, commands.note, commands.poster, commands.reject, commands.ready])
      given(assetDecider).when(command).thenRefused('asset.unknown');
  });
});
