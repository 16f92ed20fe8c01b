import { describe, it } from 'node:test';
import { given } from '../testing/given.ts';
import { packageDecider } from './package.decider.ts';
import type { PackageEvent } from './package.decider.ts';
import { assetId, encodingId, packageId, packaged, sha, track } from './samples.ts';

const ids = { packageId, assetId, encodingId };
const { kind: _, tracks, ...made } = packaged;
const planned: PackageEvent = { type: 'media.PackagePlanned', data: ids };
const sealed: PackageEvent = { type: 'media.PackageSealed', data: { ...ids, ...made, maxHeight: 360 } };
const seal = (changes: Partial<typeof packaged> = {}) =>
  ({ type: 'SealPackage', data: { ...ids, ...made, tracks, ...changes } }) as const;

describe('package', () => {
  it('is planned once', () => {
    given(packageDecider).when({ type: 'PlanPackage', data: ids }).thenEvents(planned);
    given(packageDecider, planned).when({ type: 'PlanPackage', data: ids }).thenEvents();
  });
  it('is sealed with its tracks and the height of the tallest', () =>
    given(packageDecider, planned)
      .when(seal())
      .thenEvents(
        ...tracks.map((one): PackageEvent => ({ type: 'media.TrackSegmented', data: { packageId, track: one } })),
        sealed,
      ));
  it('never changes once sealed', () => {
    given(packageDecider, planned, sealed).when(seal()).thenEvents();
    given(packageDecider, planned, sealed)
      .when(seal({ storageKey: `packages/${packageId}/2` }))
      .thenRefused('package.sealed');
  });
  it('needs a picture, and segments in every track', () => {
    given(packageDecider, planned)
      .when(seal({ tracks: [track('a128', null)] }))
      .thenRefused('package.no-video');
    given(packageDecider, planned)
      .when(
        seal({
          tracks: [
            track('v360', 360),
            { ...track('a128', null), segments: { count: 0, durationMs: 0, bytes: 0, sha256: sha('e') } },
          ],
        }),
      )
      .thenRefused('package.empty-track');
  });
  it('must have been planned', () => given(packageDecider).when(seal()).thenRefused('package.unknown'));
});
