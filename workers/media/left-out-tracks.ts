import type { AssetNote } from '../../schemas/media/notes.ts';
import { languageOf } from './ffprobe-output.ts';
import type { Stream } from './ffprobe-output.ts';
import { note } from './notes.ts';

/** Notes on the tracks of a file that its film goes without: of picture and sound one each is taken, of subtitles none. */
export const leftOutTracks = (
  streams: readonly Stream[],
  video: Stream,
  audio: Stream | undefined,
): readonly AssetNote[] => {
  const others = (kind: string, taken: Stream | undefined): readonly Stream[] =>
    streams.filter(
      (stream) => stream.codec_type === kind && stream.index !== taken?.index && stream.disposition?.attached_pic !== 1,
    );
  const sound = audio === undefined ? [] : others('audio', audio);
  const pictures = others('video', video);
  const subtitles = others('subtitle', undefined);
  return [
    ...(pictures.length === 0
      ? []
      : [note('video-tracks-left-out', `The file has ${pictures.length + 1} video tracks; one is taken.`)]),
    ...(sound.length === 0
      ? []
      : [
          note(
            'sound-tracks-left-out',
            `The file has ${sound.length + 1} sound tracks; one${named(audio)} is taken, left out: ${listOf(sound)}.`,
          ),
        ]),
    ...(subtitles.length === 0 ? [] : [note('subtitles-left-out', `Subtitles are left out: ${listOf(subtitles)}.`)]),
    ...(video.closed_captions === 1
      ? [note('subtitles-left-out', 'Closed captions that lie inside the video track are left out.')]
      : []),
  ];
};

const names = new Intl.DisplayNames('en', { type: 'language' });
const nameOf = (stream: Stream): string | undefined => {
  const code = languageOf(stream);
  return code === null ? undefined : names.of(code);
};
const named = (stream: Stream | undefined): string => {
  const name = stream === undefined ? undefined : nameOf(stream);
  return name === undefined ? '' : ` (${name})`;
};

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
