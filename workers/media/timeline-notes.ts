import type { AssetNote } from '../../schemas/media/notes.ts';
import { note } from './notes.ts';
import { MAX_HOLD } from './timeline.ts';
import type { Timeline } from './timeline.ts';

/** What became of the times of a film: its rate, what was added so that picture and sound begin and end together, what was cut. */
export const timelineNotes = (timeline: Timeline): readonly AssetNote[] => [
  ...rateNotes(timeline),
  ...heldNotes(timeline),
];

/** Pictures that share a place with another one now and then are jitter of the clock. */
const NOTED_SHARE = 0.02;
const NOTED_FROM = 3;

const rateNotes = ({ frameRate, lost, pictures }: Timeline): readonly AssetNote[] => {
  if (lost < Math.max(NOTED_FROM, pictures * NOTED_SHARE)) return [];
  const rate = Number((frameRate.numerator / frameRate.denominator).toFixed(2));
  return [
    note(
      'rate-changed',
      `The film is shown with ${rate} pictures a second; ${lost} of the ${pictures} in the file have no place in that and are not shown.`,
    ),
  ];
};

const heldNotes = ({ leadMs, holdMs, cutSoundMs }: Timeline): readonly AssetNote[] => [
  ...(leadMs === 0
    ? []
    : [
        note(
          'first-picture-held',
          `The sound begins ${seconds(leadMs)} before the picture: the first picture is shown until then.`,
        ),
      ]),
  ...(holdMs === 0
    ? []
    : [
        note(
          'last-picture-held',
          `The sound goes on for ${seconds(holdMs)} after the picture: the last picture is held until then.`,
        ),
      ]),
  ...(cutSoundMs === 0
    ? []
    : [
        note(
          'sound-cut',
          `The last ${seconds(cutSoundMs)} of sound are cut: a picture is held for ${MAX_HOLD / 60} minutes at most.`,
        ),
      ]),
];

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
