import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rounds } from '../../tests/harness/rounds.ts';
import { goWholeWay, id, must, root, run, store } from '../testing/films.ts';
import {
  beepsOf,
  combsOf,
  decodedFrames,
  flashesOf,
  heardIn,
  watchFile,
  watchPoster,
  watchTrack,
} from '../testing/watch.ts';
import type { Watched } from '../testing/watch.ts';

/**
 * Files that fell once, each with its right value, through the whole pipeline and back by decoding. They are not part of the
 * project, and what they show is made by ffmpeg in odd-films.integration.test.ts: `npm run test:long` looks at them.
 */
const FAULTS = join(import.meta.dirname, '../../../shared/data/media/faults');

interface Right {
  readonly seconds: number;
  readonly rate: string;
  /** Codes of the notes. */
  readonly notes?: readonly string[];
  /** Stream of the film's picture, when it is not the first. */
  readonly video?: string;
  /** A flash and a beep each second. */
  readonly flashes?: boolean;
  /** Colours within so many of 255. */
  readonly coloursWithin?: number;
  /** What is left of the sound: nothing, or stereo with peaks below full scale. */
  readonly sound?: 'none' | 'stereo';
  /** The picture stands: fewer pictures decode than are shown. */
  readonly stands?: boolean;
}

const table: Readonly<Record<string, Right>> = {
  '23976fps-half-second-gap.mp4': { seconds: 10.01, rate: '24000/1001' },
  '24fps-with-a-gap.mp4': { seconds: 30, rate: '24/1' },
  '50i-moving-bars.mp4': { seconds: 8, rate: '25/1' },
  'bt2020-sdr.mp4': { seconds: 1, rate: '25/1' },
  'cover-not-flagged.mp4': { seconds: 3, rate: '25/1', notes: ['last-picture-held'], stands: true },
  'cut-with-2s-preroll.mp4': { seconds: 58, rate: '25/1' },
  'cut-with-9s-preroll.mp4': { seconds: 21, rate: '25/1' },
  'declared-but-empty-sound.mkv': { seconds: 6, rate: '25/1', notes: ['sound-left-out'], sound: 'none' },
  'garbage-sound-good-picture.mp4': { seconds: 6, rate: '25/1', notes: ['sound-left-out'], sound: 'none' },
  'gbrp-ffv1.mkv': { seconds: 1, rate: '25/1', coloursWithin: 6 },
  'last-picture-lasts-6s.mp4': { seconds: 8, rate: '25/1', stands: true },
  'loud-51.mkv': { seconds: 4, rate: '25/1', sound: 'stereo' },
  'pcm-9-channels.mov': { seconds: 3, rate: '25/1', sound: 'stereo' },
  'phone-like-trim.mp4': { seconds: 12, rate: '25/1' },
  'resolution-changes-and-timestamps-reset.ts': { seconds: 4, rate: '25/1', notes: ['picture-size-changes'] },
  'rgb-h264.mp4': { seconds: 1, rate: '25/1', coloursWithin: 6 },
  'rotated-45-degrees.mp4': { seconds: 2, rate: '25/1' },
  'screen-recording-60fps-with-still.mp4': { seconds: 10, rate: '60/1' },
  'sound-longer-than-picture.mp4': { seconds: 8, rate: '25/1', notes: ['last-picture-held'], stands: true },
  'sound-format-changes.ts': { seconds: 24, rate: '25/1', flashes: true, sound: 'stereo' },
  'starts-at-3.3s.mkv': { seconds: 8, rate: '25/1', flashes: true },
  'starts-mid-packet.ts': { seconds: 3, rate: '25/1' },
  // Its song was never written into it: a picture of a second is what it holds. Stills with sound are made in odd-films.integration.test.ts.
  'still-and-15s-song.mp4': { seconds: 1, rate: '1/1', sound: 'none' },
  'still-track-before-film.mp4': { seconds: 3, rate: '25/1', notes: ['video-tracks-left-out'], video: 'v:1' },
  'timestamps-reset-three-times.ts': { seconds: 9, rate: '25/1' },
  'trimmed-by-edit-list.mp4': { seconds: 16.7, rate: '25/1' },
  'two-programs-two-clocks.ts': {
    seconds: 6,
    rate: '25/1',
    notes: ['video-tracks-left-out', 'sound-tracks-left-out'],
  },
};

const places = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [x, y] as const));
/** The middle one of the differences at some places: edges between colours lie elsewhere in pictures of another size. */
const colourOff = (seen: Watched, source: Watched): number =>
  places
    .flatMap(([x, y]) => seen.colourAt(0, x, y).map((value, n) => Math.abs(value - (source.colourAt(0, x, y)[n] ?? 0))))
    .toSorted((a, b) => a - b)[(places.length * 3) >> 1] ?? 255;

for (const [name, right] of Object.entries(table)) {
  const path = join(FAULTS, name);
  const skip =
    (rounds(1) === 1 && 'the files that fell are looked at by npm run test:long') ||
    (!existsSync(path) && 'the files that fell are not on this machine');
  test(`right value of ${name}`, { skip }, async () => {
    const data = readFileSync(path);
    const { probe, encode, made, notes, folder } = await goWholeWay(data);
    const { numerator, denominator } = probe.video.frameRate;
    assert.equal(`${numerator}/${denominator}`, right.rate);
    assert.deepEqual(notes, right.notes ?? []);
    const frameMs = (1000 * denominator) / numerator;
    for (const ms of [probe.durationMs, encode.durationMs, made.durationMs])
      assert(Math.abs(ms - right.seconds * 1000) <= frameMs + 1, `${ms} ms`);
    const top = made.tracks.findLast(({ kind }) => kind === 'video')?.name ?? '';
    const watched = await watchTrack(folder, top);
    const decoded = await decodedFrames(path, right.video);
    assert(watched.frames >= decoded - 1, `${watched.frames} pictures are shown, ${decoded} decode`);
    if (right.stands !== true && right.rate === '25/1')
      assert(watched.frames <= decoded + 1, `${watched.frames} pictures`);
    if (right.flashes === true) {
      const seen = flashesOf(watched, numerator / denominator);
      const heard = await beepsOf(join(root, encode.encodingKey, 'a128.mp4'));
      assert.equal(heard.length, seen.length);
      heard.forEach((time, n) => assert(Math.abs(time - (seen[n] ?? 0)) <= 0.021, `a beep at ${time}`));
    }
    if (right.sound === 'none') assert(made.tracks.every(({ kind }) => kind === 'video'));
    if (right.sound === 'stereo') {
      const { channels, peakDb } = await heardIn(join(root, encode.encodingKey, 'a128.mp4'));
      assert.equal(channels, 2);
      assert(peakDb < 0, `${peakDb} dBFS`);
    }
    const { poster } = must(
      await run<'poster'>({
        kind: 'poster',
        assetId: id,
        sourceKey: store(data).sourceKey,
        durationMs: probe.durationMs,
        videoIndex: probe.video.index,
      }),
    );
    const still = join(root, poster.storageKey);
    if (right.coloursWithin !== undefined) {
      const source = await watchFile(path);
      for (const seen of [watched, await watchPoster(still)])
        assert(colourOff(seen, source) <= right.coloursWithin, `${colourOff(seen, source)} of 255 off`);
    }
    if (probe.video.interlaced) assert((await combsOf(still)) < 3, 'the poster has combs');
    if (name.startsWith('rotated'))
      for (const [x, y] of [
        [0.02, 0.02],
        [0.98, 0.02],
        [0.02, 0.98],
        [0.98, 0.98],
      ] as const)
        assert(Math.max(...watched.colourAt(0, x, y)) > 60, 'a corner is black');
  });
}
