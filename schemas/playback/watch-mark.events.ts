import { z } from 'zod';
import { TitleId } from '../catalog/ids.ts';
import { defineEvent } from '../kernel/define.ts';
import { ProfileId } from '../kernel/id.ts';
import { WatchMarkId } from './ids.ts';

const category = 'watchmark';
const data = z.strictObject({
  markId: WatchMarkId,
  profileId: ProfileId,
  titleId: TitleId,
  markedAt: z.iso.datetime().describe('it counts against playbacks that began before'),
});

export const TitleMarkedWatched = defineEvent({
  type: 'playback.TitleMarkedWatched',
  version: 1,
  category,
  description: 'A viewer said that they have seen a title.',
  data,
});

export const TitleMarkedUnwatched = defineEvent({
  type: 'playback.TitleMarkedUnwatched',
  version: 1,
  category,
  description: 'A viewer said that they have not seen a title.',
  data,
});

export const TitleTakenFromContinueWatching = defineEvent({
  type: 'playback.TitleTakenFromContinueWatching',
  version: 1,
  category,
  description: 'A viewer does not want to be offered to go on with a title.',
  data,
});

export const watchMarkEvents = [TitleMarkedWatched, TitleMarkedUnwatched, TitleTakenFromContinueWatching] as const;
