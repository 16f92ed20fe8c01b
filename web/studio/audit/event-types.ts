import { toldTypes } from './diary.ts';

/** The types of events to filter by, in the order of the alphabet. Taken from the diary: the catalogue itself would bring zod to the browser. */
export const eventTypes: readonly string[] = toldTypes.toSorted();
