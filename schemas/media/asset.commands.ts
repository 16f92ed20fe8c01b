import { defineCommand } from '../kernel/define.ts';
import { AssetNoted, AssetProbed, AssetReady, AssetRejected, AssetUploaded, PosterExtracted } from './asset.events.ts';

export const RegisterAsset = defineCommand({
  type: 'RegisterAsset',
  category: 'asset',
  description: 'Take a finished upload as an asset.',
  data: AssetUploaded.data,
});
export const RecordProbe = defineCommand({
  type: 'RecordProbe',
  category: 'asset',
  description: 'Record what probing found.',
  data: AssetProbed.data,
});
export const NoteAsset = defineCommand({
  type: 'NoteAsset',
  category: 'asset',
  description: 'Note what a job left out, repaired or changed.',
  data: AssetNoted.data,
});
export const AttachPoster = defineCommand({
  type: 'AttachPoster',
  category: 'asset',
  description: 'Give the asset its poster.',
  data: PosterExtracted.data,
});
export const RejectAsset = defineCommand({
  type: 'RejectAsset',
  category: 'asset',
  description: 'Refuse the source, with the reason.',
  data: AssetRejected.data,
});
export const MarkAssetReady = defineCommand({
  type: 'MarkAssetReady',
  category: 'asset',
  description: 'Declare the asset playable.',
  data: AssetReady.data,
});

export const assetCommands = [
  RegisterAsset,
  RecordProbe,
  NoteAsset,
  AttachPoster,
  RejectAsset,
  MarkAssetReady,
] as const;
