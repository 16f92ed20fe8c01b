import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stream } from './ffprobe-output.ts';
import { leftOutTracks } from './left-out-tracks.ts';

const stream = (index: number, kind: string, language?: string, more: Partial<Stream> = {}): Stream => ({
  index,
  codec_type: kind,
  ...(language === undefined ? {} : { tags: { language } }),
  ...more,
});
const video = stream(0, 'video');
const first = stream(1, 'audio', 'eng');
const messages = (streams: readonly Stream[], audio: Stream | undefined = first): readonly string[] =>
  leftOutTracks(streams, streams[0] ?? video, audio).map(({ message }) => message);

test('a film of one picture and one sound has nothing to note, nor have covers and time codes', () => {
  assert.deepEqual(messages([video, first]), []);
  assert.deepEqual(messages([video], undefined), []);
  assert.deepEqual(
    messages([video, first, stream(2, 'data'), stream(3, 'video', undefined, { disposition: { attached_pic: 1 } })]),
    [],
  );
});

test('each kind of track that is left out is named, by its language or its number', () => {
  assert.deepEqual(
    messages([
      video,
      first,
      stream(2, 'audio', 'deu'),
      stream(3, 'audio'),
      stream(4, 'video'),
      stream(5, 'subtitle', 'fra'),
    ]),
    [
      'The file has 2 video tracks; one is taken.',
      'The file has 3 sound tracks; one (English) is taken, left out: German and track 4.',
      'Subtitles are left out: French.',
    ],
  );
  assert.deepEqual(messages([stream(0, 'video', undefined, { closed_captions: 1 })]), [
    'Closed captions that lie inside the video track are left out.',
  ]);
});

test('however many tracks a file has, the note is short', () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    stream(index + 2, 'subtitle', index % 2 === 0 ? 'deu' : 'und'),
  );
  assert.match(messages([video, first, ...many])[0] ?? '', /: German \(150\), track 4, .* and 143 more\.$/);
});
