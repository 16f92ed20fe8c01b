import type { RejectionCode } from '../../schemas/media/job.types.ts';
import type { AssetNote } from '../../schemas/media/notes.ts';
import type { Seen } from './encode-watch.ts';
import { note } from './notes.ts';

/** What an encode was planned for and what it made of it. Numbers of pictures, those at the film's rate where not said otherwise. */
export interface Encoded {
  /** Of the film until its last picture begins to be held. */
  readonly planned: number;
  /** Pictures that the decoder gave, from the first packet to the last. */
  readonly decoded: number;
  /** Pictures that may be absent: the rate has no place for them, or they stand before the first that is whole. */
  readonly expectedLost: number;
  readonly seen: Seen;
  readonly frameRate: number;
}

/** A film that loses more than this share of its length or of its pictures is not whole. */
const TOLERATED_LOSS = 0.05;
/** Rounding at both ends of the film. */
const TOLERATED_FRAMES = 2;

/** Undefined refusal: the film may be published, with the notes. */
export const judgeEncode = ({
  planned,
  decoded,
  expectedLost,
  seen,
  frameRate,
}: Encoded): {
  readonly refusal: { readonly code: RejectionCode; readonly message: string } | undefined;
  readonly notes: readonly AssetNote[];
} => {
  const { shown, taken, dropped } = seen.rate ?? { shown: 0, taken: 0, dropped: 0 };
  const seconds = (frames: number): string => `${(frames / frameRate).toFixed(1)} s`;
  if (shown < planned * (1 - TOLERATED_LOSS) - 1)
    return refuse(
      'truncated',
      `Only ${seconds(shown)} of ${seconds(planned)} of this film can be decoded. Export or copy it again and upload the whole file.`,
    );
  if (seen.damaged > planned * TOLERATED_LOSS)
    return refuse(
      'undecodable',
      `${seen.damaged} pictures of this film are damaged. Export or copy it again and upload the whole file.`,
    );
  const lost = Math.max(0, decoded - taken) + dropped - expectedLost;
  if (lost > decoded * TOLERATED_LOSS + TOLERATED_FRAMES)
    return refuse(
      'undecodable',
      `The clock of this file jumps: ${lost} of its ${decoded} pictures have no place in the film. Export it again, for example as MP4 with H.264.`,
    );
  return {
    refusal: undefined,
    notes: [
      ...(seen.damaged + seen.concealed === 0
        ? []
        : [
            note(
              'damaged-pictures',
              `${seen.damaged + seen.concealed} of ${planned} pictures are damaged in the file and were decoded around.`,
            ),
          ]),
      ...(shown < planned - Math.max(TOLERATED_FRAMES, frameRate / 2)
        ? [
            note(
              'pictures-missing',
              `The last ${seconds(planned - shown)} of pictures are missing in the file; the last one that is there is held.`,
            ),
          ]
        : []),
      ...(lost > TOLERATED_FRAMES
        ? [
            note(
              'pictures-not-shown',
              `${lost} of ${decoded} pictures come too fast after each other and are not shown.`,
            ),
          ]
        : []),
      ...(seen.largest === undefined
        ? []
        : [
            note(
              'picture-size-changes',
              `The picture changes its size in mid-film (${seen.largest.width}×${seen.largest.height}, too); all of it is shown in the size of its beginning.`,
            ),
          ]),
    ],
  };
};

const refuse = (code: RejectionCode, message: string) => ({ refusal: { code, message }, notes: [] });
