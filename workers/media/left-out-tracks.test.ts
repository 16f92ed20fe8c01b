import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stream } from './ffprobe-output.ts';
import { leftOutTracks } from './left-out-tracks.ts';
import type { TrackFaults } from './track-faults.ts';

const stream = (index: number, kind: string, language?: string, more: Partial<Stream> = {}): Stream => ({
  index,
  codec_type: kind,
  ...(language === undefined ? {} : { tags: { language } }),
  ...more,
});
const video = stream(0, 'video');
const first = stream(1, 'audio', 'eng');
const messages = (
  streams: readonly Stream[],
  audio: Stream | undefined = first,
  faults: TrackFaults = new Map(),
): readonly string[] =>
  leftOutTracks(streams, { video: streams[0] ?? video, audio, faults }).map(({ message }) => message);

test('a film of one picture and one sound has nothing to note, nor have covers and time codes', () => {
  assert.deepEqual(messages([video, first]), []);
  assert.deepEqual(leftOutTracks([video], { video, audio: undefined, faults: new Map() }), []);
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

test('a film without sound says why, and a track that could not be taken says so too', () => {
  const faults: TrackFaults = new Map([
    [1, { kind: 'unsupported', codec: 'AC-4' }],
    [2, { kind: 'empty' }],
  ]);
  const silent = (...sound: readonly Stream[]): readonly string[] =>
    leftOutTracks([video, ...sound], { video, audio: undefined, faults }).map(({ message }) => message);
  const second = stream(2, 'audio');
  assert.deepEqual(silent(first), [
    'The sound is encoded in AC-4, which cannot be decoded here. The film is published without sound.',
  ]);
  assert.deepEqual(silent(stream(7, 'audio', 'deu', { channels: 2 })), [
    'The sound belongs to another programme of the broadcast. The film is published without sound.',
  ]);
  assert.deepEqual(silent(second), ['The sound holds nothing. The film is published without sound.']);
  assert.deepEqual(silent(first, second), [
    'The first sound track is encoded in AC-4, which cannot be decoded here. The film is published without sound.',
  ]);
  assert.deepEqual(messages([video, first, second, stream(3, 'audio', 'deu')], stream(3, 'audio', 'deu'), faults), [
    'The file has 3 sound tracks; one (German) is taken, left out: English and track 3. Track 2 is encoded in AC-4, which cannot be decoded here. Track 3 holds nothing.',
  ]);
});
