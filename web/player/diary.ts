import { at, type Diary, list, said, text } from '../app/diary.ts';
import { clock, counted } from '../design/format.ts';

/** How the events of playback read. */
export const playbackDiary: Diary = {
  'playback.PlaybackStarted': () => said('began to watch'),
  'playback.PlaybackHeartbeat': (data) => said('reported', reportOf(list(at(data, 'samples')))),
  'playback.PlaybackFailed': (data) => said('could not go on watching:', text(at(data, 'code'), 'the player gave up')),
  'playback.PlaybackEnded': (data) => said('stopped watching:', at(data, 'reason')),
  'playback.PlaybackSummarised': (data) =>
    said('summed up a playback:', `${clock(Number(at(data, 'watchedMs')) || 0)} watched, ${text(at(data, 'outcome'))}`),
};

function reportOf(samples: readonly unknown[]): string {
  const last = samples.at(-1);
  const place = clock(Number(at(last, 'pt')) || 0);
  const happened = text(at(last, 'e'));
  return happened === '' ? `${counted(samples.length, 'sample')} up to ${place}` : `${happened} at ${place}`;
}
