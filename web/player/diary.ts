import { at, type Diary, list, said, text } from '../app/diary.ts';
import { clock, counted } from '../design/format.ts';

/** Why a stream of an account is played no more. */
const reasons: ReadonlyMap<unknown, string> = new Map([
  ['stop', 'its player ended'],
  ['lease_expired', 'nothing was heard of it any more'],
  ['signed_out', 'its device was signed out'],
  ['evicted', 'another one took its place'],
  ['kicked', 'it was stopped from elsewhere'],
]);

/** How the events of playback read. */
export const playbackDiary: Diary = {
  'playback.PlaybackDecided': (data) =>
    at(data, 'allow') === true ? said('was let watch') : said('was not let watch:', at(data, 'reason')),
  'playback.PlaybackStarted': () => said('began to watch'),
  'playback.PlaybackHeartbeat': (data) => said('reported', reportOf(list(at(data, 'samples')))),
  'playback.MediaRequestsReported': (data) =>
    said('said with its requests how it plays:', counted(Number(at(data, 'requests')) || 0, 'request')),
  'playback.PlaybackFailed': (data) => said('could not go on watching:', text(at(data, 'code'), 'the player gave up')),
  'playback.PlaybackEnded': (data) => said('stopped watching:', at(data, 'reason')),
  'playback.SlotAcquired': (data) =>
    said('took one of the streams at once:', `${list(at(data, 'slots')).length} of ${text(at(data, 'limit'))}`),
  'playback.SlotDenied': (data) => said('was refused one stream more than', text(at(data, 'limit'))),
  'playback.SlotReleased': (data) =>
    said('gave back one of the streams at once:', reasons.get(at(data, 'reason')) ?? ''),
  'playback.TitleMarkedWatched': () => said('marked a film as watched'),
  'playback.TitleMarkedUnwatched': () => said('marked a film as not watched'),
  'playback.TitleTakenFromContinueWatching': () => said('took a film from continue watching'),
  'playback.PlaybackSummarised': (data) =>
    said('summed up a playback:', `${clock(Number(at(data, 'watchedMs')) || 0)} watched, ${text(at(data, 'outcome'))}`),
};

function reportOf(samples: readonly unknown[]): string {
  const last = samples.at(-1);
  const place = clock(Number(at(last, 'pt')) || 0);
  const happened = text(at(last, 'e'));
  return happened === '' ? `${counted(samples.length, 'sample')} up to ${place}` : `${happened} at ${place}`;
}
