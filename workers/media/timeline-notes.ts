import type { AssetNote } from '../../schemas/media/notes.ts';
import { note } from './notes.ts';
import { MAX_HOLD } from './timeline.ts';
import type { Timeline } from './timeline.ts';

/** What was added to a film so that picture and sound begin and end together, and what could not be. */
export const timelineNotes = ({ leadMs, holdMs, cutSoundMs }: Timeline): readonly AssetNote[] => [
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
