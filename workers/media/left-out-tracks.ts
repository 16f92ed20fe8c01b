import type { AssetNote } from '../../schemas/media/notes.ts';
import { languageOf } from './ffprobe-output.ts';
import type { Stream } from './ffprobe-output.ts';
import { note } from './notes.ts';
import { faultText } from './track-faults.ts';
import type { TrackFaults } from './track-faults.ts';

/** What was taken of a file, and what is wrong with what could not be. */
export interface TakenTracks {
  readonly video: Stream;
  /** Undefined: the film is silent. */
  readonly audio: Stream | undefined;
  readonly faults: TrackFaults;
}

/** Notes on the tracks of a file that its film goes without: of picture and sound one each is taken, of subtitles none. */
export const leftOutTracks = (
  streams: readonly Stream[],
  { video, audio, faults }: TakenTracks,
): readonly AssetNote[] => {
  const others = (kind: string, taken: Stream | undefined): readonly Stream[] =>
    streams.filter(
      (stream) => stream.codec_type === kind && stream.index !== taken?.index && stream.disposition?.attached_pic !== 1,
    );
  const pictures = others('video', video);
  const subtitles = others('subtitle', undefined);
  return [
    ...(pictures.length === 0
      ? []
      : [note('video-tracks-left-out', `The file has ${pictures.length + 1} video tracks; one is taken.`)]),
    ...leftOutSound(others('audio', audio), audio, faults),
    ...(subtitles.length === 0 ? [] : [note('subtitles-left-out', `Subtitles are left out: ${listOf(subtitles)}.`)]),
    ...(video.closed_captions === 1
      ? [note('subtitles-left-out', 'Closed captions that lie inside the video track are left out.')]
      : []),
  ];
};

const leftOutSound = (
  others: readonly Stream[],
  taken: Stream | undefined,
  faults: TrackFaults,
): readonly AssetNote[] => {
  const [first] = others;
  if (first === undefined) return [];
  const whatIsWrong = (stream: Stream): string => {
    const fault = faults.get(stream.index);
    if (fault !== undefined) return faultText(fault);
    return (stream.channels ?? 0) > 0 ? 'belongs to another programme of the broadcast' : 'holds nothing';
  };
  if (taken === undefined) {
    const wrong = others.map(whatIsWrong);
    const same = new Set(wrong).size === 1;
    const sound = others.length === 1 ? 'The sound' : same ? 'Every sound track' : 'The first sound track';
    return [note('sound-left-out', `${sound} ${wrong[0]}. The film is published without sound.`)];
  }
  const broken = others.filter(({ index }) => faults.has(index)).slice(0, 3);
  return [
    note(
      'sound-tracks-left-out',
      `The file has ${others.length + 1} sound tracks; one${inBrackets(nameOf(taken))} is taken, left out: ${listOf(others)}.${broken
        .map((stream) => ` Track ${stream.index + 1} ${whatIsWrong(stream)}.`)
        .join('')}`,
    ),
  ];
};

const names = new Intl.DisplayNames('en', { type: 'language' });
const nameOf = (stream: Stream): string | undefined => {
  const code = languageOf(stream);
  return code === null ? undefined : names.of(code);
};
const inBrackets = (name: string | undefined): string => (name === undefined ? '' : ` (${name})`);

const LISTED_AT_MOST = 8;
/** `German (2), French and 2 more`: tracks by language, each language once. */
const listOf = (streams: readonly Stream[]): string => {
  const groups = Map.groupBy(streams, (stream) => nameOf(stream) ?? `track ${stream.index + 1}`);
  const known = [...groups].map(([name, { length }]) => (length === 1 ? name : `${name} (${length})`));
  const listed = known.slice(0, LISTED_AT_MOST);
  return known.length > listed.length
    ? `${listed.join(', ')} and ${known.length - listed.length} more`
    : listed.join(', ').replace(/, ([^,]*)$/, ' and $1');
};
