import { z } from 'zod';
import { plainText } from '../kernel/text.ts';

/** A code for programs, in kebab-case. */
export const noteCode = () =>
  z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .max(60);

/** What is no reason to refuse a film and that its owner should know: what was found and what was done about it. */
export const AssetNote = z.strictObject({
  /** For programs, in kebab-case. The vocabulary is open: a new note needs no new version of an event. */
  code: noteCode(),
  /** One or two sentences for the person who uploaded it. */
  message: plainText(500).min(1),
});
export type AssetNote = z.infer<typeof AssetNote>;

/** The notes of one job, in the order in which they are shown. */
export const AssetNotes = z.array(AssetNote).max(20);
