import type { AssetNote } from '../../schemas/media/notes.ts';
import type { Stream } from './ffprobe-output.ts';
import type { JobContext } from './job-context.ts';
import { note } from './notes.ts';
import type { Demuxer } from './sniff.ts';
import { damagedShare, lookAtSound, soundFault } from './sound-look.ts';
import type { SoundLook } from './sound-look.ts';
import type { TrackFault, TrackFaults } from './track-faults.ts';

/** The sound tracks that can be heard, the one that is taken first. */
export interface FoundSound {
  readonly audio: readonly Stream[];
  /** What is wrong with those before it. */
  readonly faults: TrackFaults;
  readonly notes: readonly AssetNote[];
}

/** More broken tracks than this are given up. */
const MAX_LOOKS = 6;

/** Decodes the tracks in turn until one can be heard: a container says nothing of whether its sound is whole. */
export const findSound = async (
  context: JobContext,
  demuxer: Demuxer,
  tracks: readonly Stream[],
): Promise<FoundSound> => {
  const faults = new Map<number, TrackFault>();
  for (const [n, track] of tracks.slice(0, MAX_LOOKS).entries()) {
    const look = await lookAtSound(context, demuxer, track.index);
    const fault = look === undefined ? undefined : soundFault(look);
    if (fault === undefined)
      return {
        audio: [mostOf(track, look), ...tracks.slice(n + 1)],
        faults,
        notes: look === undefined ? [] : damageNotes(damagedShare(look)),
      };
    faults.set(track.index, { kind: fault });
  }
  return { audio: [], faults, notes: [] };
};

/** Sound that begins in mono and becomes stereo is stereo. */
const mostOf = (track: Stream, look: SoundLook | undefined): Stream =>
  look === undefined || look.formats < 2 ? track : { ...track, channels: Math.max(track.channels ?? 0, look.channels) };

const damageNotes = (share: number): readonly AssetNote[] =>
  share === 0
    ? []
    : [
        note(
          'damaged-sound',
          `About ${Math.ceil(share * 100)} % of the sound is damaged in the file and cannot be heard.`,
        ),
      ];
