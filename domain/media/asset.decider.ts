import type { assetCommands } from '../../schemas/media/asset.commands.ts';
import type { assetEvents } from '../../schemas/media/asset.events.ts';
import type { CommandOf, EventOf } from '../../schemas/kernel/define.ts';
import type { JobKind } from '../../schemas/media/job.types.ts';
import { accepted, decideBy, evolveBy, refuse } from '../kernel/decider.ts';
import type { Decider, Rejection } from '../kernel/decider.ts';

export type AssetEvent = EventOf<(typeof assetEvents)[number]>;
export type AssetCommand = CommandOf<(typeof assetCommands)[number]>;

/** `posterSha` is the hash of the present poster, `noted` lists the jobs whose notes are known. `ready` and `rejected` are final. */
export type AssetState =
  | { readonly status: 'none' }
  | ({ readonly status: 'uploaded' | 'probed' } & Known)
  | ({ readonly status: 'ready'; readonly packageId: string } & Known)
  | { readonly status: 'rejected' };
interface Known {
  readonly sha256: string;
  readonly posterSha: string | null;
  readonly noted: readonly JobKind[];
}

const unknownAsset = () => refuse('asset.unknown', 'There is no such asset; upload the film first.');
const rejectedAsset = () => refuse('asset.rejected', 'This source was rejected for good; upload another file.');
const readyAsset = () => refuse('asset.already-ready', 'This asset is ready and does not change any more.');

/** An asset is a source film on its way to being playable; being ready and being rejected are both final. */
export const assetDecider: Decider<AssetState, AssetCommand, AssetEvent> = {
  category: 'asset',
  initial: { status: 'none' },
  evolve: evolveBy<AssetState, AssetEvent>({
    'media.AssetUploaded': (_, { sha256 }) => ({ status: 'uploaded', sha256, posterSha: null, noted: [] }),
    'media.AssetProbed': (state) => (state.status === 'uploaded' ? { ...state, status: 'probed' } : state),
    'media.AssetNoted': (state, { stage }) => ('noted' in state ? { ...state, noted: [...state.noted, stage] } : state),
    'media.PosterExtracted': (state, { poster }) =>
      'posterSha' in state ? { ...state, posterSha: poster.sha256 } : state,
    'media.AssetRejected': () => ({ status: 'rejected' }),
    'media.AssetReady': (state, { packageId }) =>
      state.status === 'probed' ? { ...state, status: 'ready', packageId } : state,
  }),
  decide: decideBy<AssetState, AssetCommand, AssetEvent, Rejection>({
    RegisterAsset: (state, data) => {
      if (state.status === 'none') return accepted<AssetEvent>({ type: 'media.AssetUploaded', data });
      if (state.status === 'rejected') return rejectedAsset();
      return state.sha256 === data.sha256
        ? accepted()
        : refuse('asset.already-registered', 'This asset has another source; use a new asset id.');
    },
    RecordProbe: (state, data) => {
      if (state.status === 'none') return unknownAsset();
      if (state.status === 'rejected') return rejectedAsset();
      return state.status === 'uploaded' ? accepted<AssetEvent>({ type: 'media.AssetProbed', data }) : accepted();
    },
    NoteAsset: (state, data) => {
      if (state.status === 'none') return unknownAsset();
      if (state.status === 'rejected') return rejectedAsset();
      if (state.noted.includes(data.stage)) return accepted();
      return state.status === 'ready' ? readyAsset() : accepted<AssetEvent>({ type: 'media.AssetNoted', data });
    },
    AttachPoster: (state, data) => {
      if (state.status === 'none') return unknownAsset();
      if (state.status === 'rejected') return rejectedAsset();
      if (state.posterSha === data.poster.sha256) return accepted();
      return state.status === 'ready' ? readyAsset() : accepted<AssetEvent>({ type: 'media.PosterExtracted', data });
    },
    RejectAsset: (state, data) => {
      if (state.status === 'none') return unknownAsset();
      if (state.status === 'rejected') return accepted();
      return state.status === 'ready' ? readyAsset() : accepted<AssetEvent>({ type: 'media.AssetRejected', data });
    },
    MarkAssetReady: (state, data) => {
      if (state.status === 'none') return unknownAsset();
      if (state.status === 'rejected') return rejectedAsset();
      if (state.status === 'uploaded')
        return refuse('asset.not-probed', 'The source was not examined yet; record its probe first.');
      if (state.status === 'ready') return state.packageId === data.packageId ? accepted() : readyAsset();
      return accepted<AssetEvent>({ type: 'media.AssetReady', data });
    },
  }),
};
