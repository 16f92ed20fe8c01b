import type { AssetNote } from '../../schemas/media/notes.ts';

/** What jobs note, for programs. */
export type NoteCode =
  | 'first-picture-held'
  | 'last-picture-held'
  | 'sound-cut'
  | 'rate-changed'
  | 'pictures-missing'
  | 'pictures-not-shown'
  | 'picture-size-changes'
  | 'damaged-pictures'
  | 'damaged-sound'
  | 'sound-left-out'
  | 'sound-tracks-left-out'
  | 'video-tracks-left-out'
  | 'subtitles-left-out';

const MAX_NOTES = 20;
const MAX_CHARS = 500;

/** A note; `message` says to people in a sentence or two what was found and what was done. */
export const note = (code: NoteCode, message: string): AssetNote => ({ code, message: message.slice(0, MAX_CHARS) });

/** The field of a job's result, absent when there is nothing to say. */
export const withNotes = (notes: readonly AssetNote[]): { notes?: AssetNote[] } =>
  notes.length === 0 ? {} : { notes: notes.slice(0, MAX_NOTES) };
