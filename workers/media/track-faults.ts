import { codecNameOf } from './codec-names.ts';
import { encryptedStreams } from './encryption.ts';
import type { Stream } from './ffprobe-output.ts';
import type { Demuxer } from './sniff.ts';

/** Why a track cannot be used. */
export type TrackFault =
  | { readonly kind: 'encrypted' | 'empty' | 'undecodable' }
  | { readonly kind: 'unsupported'; readonly codec: string };
/** By index of the stream; what is absent may be used. */
export type TrackFaults = ReadonlyMap<number, TrackFault>;

/**
 * The tracks of picture and sound that cannot be used by what the file says about them.
 * @param decodable names of the codecs that this ffmpeg decodes
 * @param head first bytes of the file
 */
export const findTrackFaults = async (
  { path, demuxer, head }: { readonly path: string; readonly demuxer: Demuxer; readonly head: Buffer },
  streams: readonly Stream[],
  decodable: ReadonlySet<string>,
): Promise<TrackFaults> => {
  const tracks = streams.filter(
    ({ codec_type, disposition }) =>
      (codec_type === 'video' || codec_type === 'audio') && disposition?.attached_pic !== 1,
  );
  const encrypted = await encryptedStreams(path, demuxer, tracks);
  return new Map(
    tracks.flatMap((stream): [number, TrackFault][] => {
      if (encrypted.has(stream.index)) return [[stream.index, { kind: 'encrypted' }]];
      if (decodable.has(stream.codec_name ?? 'unknown')) return [];
      return [[stream.index, { kind: 'unsupported', codec: codecNameOf(stream, head) }]];
    }),
  );
};

/** What is wrong with a track, as it goes on after "it" in a sentence. */
export const faultText = (fault: TrackFault): string => {
  switch (fault.kind) {
    case 'encrypted':
      return 'is encrypted (DRM)';
    case 'empty':
      return 'holds nothing';
    case 'undecodable':
      return 'is damaged and cannot be decoded';
    case 'unsupported':
      return `is encoded in ${fault.codec}, which cannot be decoded here`;
  }
};
