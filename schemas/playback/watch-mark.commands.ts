import { z } from 'zod';
import { defineCommand } from '../kernel/define.ts';
import { TitleMarkedWatched } from './watch-mark.events.ts';

const mark = {
  category: 'watchmark',
  streamIdField: 'markId',
  data: z.strictObject(TitleMarkedWatched.data.omit({ markedAt: true }).shape),
} as const;

export const MarkTitleWatched = defineCommand({
  ...mark,
  type: 'MarkTitleWatched',
  description: 'Say that one has seen a title.',
});
export const MarkTitleUnwatched = defineCommand({
  ...mark,
  type: 'MarkTitleUnwatched',
  description: 'Say that one has not seen a title.',
});
export const TakeTitleFromContinueWatching = defineCommand({
  ...mark,
  type: 'TakeTitleFromContinueWatching',
  description: 'Do not be offered any more to go on with a title.',
});

export const watchMarkCommands = [MarkTitleWatched, MarkTitleUnwatched, TakeTitleFromContinueWatching] as const;
